import type { ArcadeGame } from "../../src/arcade/game.ts";
import type { Action } from "../../src/game/action.ts";
import type { Grid } from "../../src/game/frame.ts";

/** A picture of one colour. */
export const plain = (colour: number, side = 4): Grid => ({
  width: side,
  height: side,
  cells: new Uint8Array(side * side).fill(colour),
});

interface Walk {
  readonly level: number;
  readonly steps: number;
}

/**
 * A game of two levels: ACTION1 walks, the second step wins a level; ACTION2 loses; ACTION3 shows an
 * animation and changes nothing; a click at 63,63 wins at once. The colour is the level, plus 8 after
 * a step.
 */
export function createWalkGame(id: string, changes: Partial<ArcadeGame<Walk>> = {}): ArcadeGame {
  const game: ArcadeGame<Walk> = {
    id,
    title: id.slice(0, 4).toUpperCase(),
    tags: ["tiny"],
    availableActions: [1, 2, 3, 6],
    levelCount: 2,
    baselines: [2, 4],
    start: (level) => ({ level, steps: 0 }),
    play(state, action: Action) {
      const walked = { ...state, steps: state.steps + (action.id === 1 ? 1 : 0) };
      const corner = action.id === 6 && action.x === 63 && action.y === 63;
      return {
        state: walked,
        status: action.id === 2 ? "lost" : walked.steps === 2 || corner ? "won" : "playing",
        animation: action.id === 3 ? [plain(14), plain(15)] : [],
      };
    },
    draw: (state) => plain(state.level + (state.steps > 0 ? 8 : 0)),
    moves: () => [{ id: 1 }],
    key: (state) => `${state.level} ${state.steps}`,
    reserve: () => Number.POSITIVE_INFINITY,
    ...changes,
  };
  return game as ArcadeGame;
}
