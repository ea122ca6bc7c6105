import { describe, expect, it } from "vitest";
import { cycleHypothesis } from "../../../../../src/agents/explorer/model/presses/cycle-hypothesis.ts";
import { isConsistent } from "../../../../../src/agents/explorer/model/presses/hypothesis.ts";
import { traceTileCycle } from "../../../../../src/agents/explorer/model/presses/trace-cycle.ts";
import { readBoard } from "../../../../../src/agents/explorer/perception/board.ts";
import { createRandom } from "../../../../../src/base/random.ts";
import { drawPanels, panelStateOf } from "../../helpers/draw-board.ts";

/** A tile cycle in the form of an L, by rows and columns. */
const RING = "00 01 02 12 22 23 24 34 44 43 42 41 40 30 20 10".split(" ");

describe("traceTileCycle", () => {
  const colours = Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: 5 }, (_, column) => (RING.includes(`${row}${column}`) ? 1 : -1)),
  );
  const board = readBoard(drawPanels({ left: 4, top: 4, side: 4, gap: 2, colours }));
  const tileCycle = RING.map((name) => board.tileAt(0, Number(name[0]), Number(name[1])) as number);
  const moved = cycleHypothesis(0, tileCycle);

  it("finds the way that colours go around", () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const samples = [1, 2, 3].map(() => {
        const before = panelStateOf(
          board,
          board.tiles.map(() => random.int(6)),
        );
        return { before, pressable: 0, after: moved.predict(before, 0) as typeof before };
      });
      const traced = traceTileCycle(board, samples);
      expect(new Set(traced)).toEqual(new Set(tileCycle));
      expect(isConsistent(cycleHypothesis(0, traced ?? []), samples)).toBe(true);
    }
  });

  it("follows a tile cycle from one panel to the next", () => {
    const row = [1, 2, 3, 4, 5];
    const two = readBoard(
      drawPanels(
        { left: 4, top: 4, side: 4, gap: 2, colours: [row, row] },
        { left: 4, top: 40, side: 4, gap: 2, colours: [row, row] },
      ),
    );
    expect(two.panels).toHaveLength(2);
    const across = [...two.tilesIn(0).slice(0, 5), ...two.tilesIn(1).slice(0, 5).reverse()];
    const press = cycleHypothesis(0, across);
    const samples = [1, 2, 3, 4, 5].map((seed) => {
      const random = createRandom(seed);
      const values = two.tiles.map(() => random.int(6));
      const before = panelStateOf(two, values);
      return { before, pressable: 0, after: press.predict(before, 0) as typeof before };
    });
    const traced = traceTileCycle(two, samples);
    expect(new Set(traced)).toEqual(new Set(across));
    expect(isConsistent(cycleHypothesis(0, traced ?? []), samples)).toBe(true);
  });

  it("finds none where tiles change their colours", () => {
    const before = panelStateOf(
      board,
      board.tiles.map(() => 1),
    );
    const after = { ...before, values: before.values.map((value, at) => (at === 0 ? 2 : value)) };
    expect(traceTileCycle(board, [{ before, pressable: 0, after }])).toBeUndefined();
  });
});
