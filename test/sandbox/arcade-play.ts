import type { ArcadeGame } from "../../src/arcade/game.ts";
import { type Action, type ActionId, click } from "../../src/game/action.ts";
import type { Call, LogEntry, Played } from "../../src/sandbox/protocol.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";

/** A play of an embedded game that a sandbox is told of. */
export interface ArcadePlay {
  /** Takes an action, `1` to `7`, `6:x,y` or `0`; after a death the level begins again by itself. */
  take(text: string): void;
  /** Answers the code's calls. */
  player(call: Call): Promise<Played>;
  readonly log: readonly LogEntry[];
  /** From 1; one more than there are once all are won. */
  readonly level: number;
}

export function playArcade<State>(game: ArcadeGame<State>, sandbox: Sandbox): ArcadePlay {
  const log: LogEntry[] = [];
  let level = 0;
  let state = game.start(level);
  const standing = () => ({ level: level + 1, available: game.availableActions.map(String) });
  const tell = (entry: LogEntry) => {
    log.push(entry);
    sandbox.learn(entry, entry.after, standing());
  };
  const take = (text: string) => {
    const before = game.draw(state);
    const entry = {
      action: text,
      before,
      between: [],
      level: level + 1,
      levelUp: false,
      died: false,
    };
    if (text === "0") {
      state = game.start(level);
      tell({ ...entry, after: game.draw(state) });
      return;
    }
    const turn = game.play(state, actionOf(text));
    state = turn.state;
    const levelUp = turn.status === "won";
    const died = turn.status === "lost";
    const shown = game.draw(state);
    if (levelUp) level += 1;
    if (levelUp && level < game.levelCount) state = game.start(level);
    const after = levelUp ? game.draw(state) : shown;
    tell({ ...entry, after, between: turn.animation.slice(-6), levelUp, died });
    if (died) take("0");
  };
  sandbox.learn(null, game.draw(state), standing());
  return {
    take,
    async player(call) {
      if (call.name !== "act") return { taken: 0, stop: "nobody explores" };
      const was = level;
      take(call.action);
      const died = log.at(-2)?.died === true && log.at(-1)?.action === "0";
      if (level !== was) return { taken: 1, stop: `level ${was + 1} is won` };
      return died ? { taken: 1, stop: "died: the level begins again" } : { taken: 1 };
    },
    log,
    get level() {
      return level + 1;
    },
  };
}

function actionOf(text: string): Action {
  const [, x, y] = /^6:(\d+),(\d+)$/.exec(text) ?? [];
  return x === undefined ? { id: Number(text) as ActionId } : click(Number(x), Number(y));
}

/** An action as the sandbox knows it. */
export const textOf = ({ id, x, y }: Action): string =>
  x === undefined ? `${id}` : `${id}:${x},${y}`;
