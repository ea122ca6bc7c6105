import type { ArcadeGame, Turn } from "../../src/arcade/game.ts";
import type { Action } from "../../src/game/action.ts";

/** The turns of `actions` from the start of a level; they end early with the level. */
export function playThrough<State>(
  game: ArcadeGame<State>,
  level: number,
  actions: readonly Action[],
): readonly Turn<State>[] {
  const turns: Turn<State>[] = [];
  let state = game.start(level);
  for (const action of actions) {
    const turn = game.play(state, action);
    turns.push(turn);
    if (turn.status !== "playing") break;
    state = turn.state;
  }
  return turns;
}

/** ACTION1–4, 5 and 7 from a text of `u d l r`, `!` and `<`. */
export const typed = (text: string): readonly Action[] =>
  [...text].map((letter) => ({ id: LETTERS[letter as keyof typeof LETTERS] }));

const LETTERS = { u: 1, d: 2, l: 3, r: 4, "!": 5, "<": 7 } as const;
