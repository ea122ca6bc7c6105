import { describe, expect, it } from "vitest";
import { createExplorer } from "../../../../../src/agents/explorer/explorer.ts";
import type { ArcadeGame } from "../../../../../src/arcade/game.ts";
import { playGame } from "../../../play-game.ts";
import { drawPanels } from "../../helpers/draw-board.ts";

const ROWS = 3;
const LEVELS = 3;

interface Panel {
  readonly level: number;
  readonly tiles: readonly number[];
  readonly cursor: number;
}

/** What the panel of each level should show, by the hypotheses drawn beside it. */
const MODELS = ["112 221 211", "212 121 112", "221 212 122"].map((rows) =>
  rows.split(" ").map((row) => [...row].map(Number)),
);

/**
 * A panel of nine tiles and a smaller hypotheses of it. A press turns a tile to the other of two colours, and
 * with `crossed` its neighbours too. The mouse presses, or ACTION5 what is under a cursor.
 */
function createPanelGame(control: "mouse" | "cursor", crossed: boolean): ArcadeGame {
  const at = (tile: number) => ({ x: 36 + 8 * (tile % ROWS), y: 12 + 8 * Math.floor(tile / ROWS) });
  const press = (tiles: readonly number[], pressed: number) =>
    tiles.map((colour, tile) => {
      const off =
        Math.abs((tile % ROWS) - (pressed % ROWS)) +
        Math.abs(Math.floor(tile / ROWS) - Math.floor(pressed / ROWS));
      return off === 0 || (crossed && off === 1) ? 3 - colour : colour;
    });
  const game: ArcadeGame<Panel> = {
    id: "pane-1",
    title: "PANE",
    tags: [],
    availableActions: control === "mouse" ? [6] : [1, 2, 3, 4, 5],
    levelCount: LEVELS,
    baselines: new Array(LEVELS).fill(20),
    start: (level) => ({ level, tiles: new Array(9).fill(1), cursor: 0 }),
    play(state, action) {
      let { tiles, cursor } = state;
      const [x, y] = [cursor % ROWS, Math.floor(cursor / ROWS)];
      if (action.id === 1 && y > 0) cursor -= ROWS;
      if (action.id === 2 && y < 2) cursor += ROWS;
      if (action.id === 3 && x > 0) cursor -= 1;
      if (action.id === 4 && x < 2) cursor += 1;
      if (action.id === 5) tiles = press(tiles, cursor);
      if (action.id === 6) {
        const hit = tiles.findIndex((_, tile) => {
          const [dx, dy] = [(action.x ?? 0) - at(tile).x, (action.y ?? 0) - at(tile).y];
          return dx >= 0 && dy >= 0 && dx < 7 && dy < 7;
        });
        if (hit >= 0) tiles = press(tiles, hit);
      }
      const isWon = tiles.join() === MODELS[state.level]?.flat().join();
      return {
        state: { ...state, tiles, cursor },
        status: isWon ? "won" : "playing",
        animation: [],
      };
    },
    draw({ level, tiles, cursor }) {
      const rows = [0, 3, 6].map((first) => tiles.slice(first, first + ROWS));
      const view = drawPanels(
        { left: 36, top: 12, side: 7, gap: 1, colours: rows },
        { left: 6, top: 20, side: 5, gap: 0, colours: MODELS[level] ?? [] },
      );
      const cells = Uint8Array.from(view.cells);
      for (const dx of [0, 6]) {
        for (const dy of control === "cursor" ? [0, 6] : []) {
          cells[(at(cursor).y + dy) * 64 + at(cursor).x + dx] = 9;
        }
      }
      return { width: 64, height: 64, cells };
    },
    moves: () => [],
    key: ({ level, tiles, cursor }) => `${level} ${cursor} ${tiles.join("")}`,
    reserve: () => Number.POSITIVE_INFINITY,
  };
  return game as ArcadeGame;
}

describe("panels", () => {
  // A blind search would have to meet one of 512 pictures, on each level.
  it.each([
    ["tile by tile", "mouse", false, 40],
    ["by lights that cross", "mouse", true, 60],
    ["tile by tile with a cursor", "cursor", false, 90],
    ["by lights that cross with a cursor", "cursor", true, 130],
  ] as const)("makes panels look like their models, %s", async (_, control, crossed, limit) => {
    for (const seed of [1, 2, 3]) {
      const game = createPanelGame(control, crossed);
      const { levelEnds } = await playGame(createExplorer, game, { limit, seed });
      expect(levelEnds).toHaveLength(LEVELS);
    }
  });
});
