import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floodFill, patchAt } from "../../../../src/agents/explorer/perception/flood-fill.ts";

const SIDE = 7;
const grids = fc
  .array(fc.constantFrom(0, 1), { minLength: SIDE * SIDE, maxLength: SIDE * SIDE })
  .map((cells) => ({ width: SIDE, height: SIDE, cells: Uint8Array.from(cells) }));

/** The cells of one colour joined to a cell, by going over the whole grid until nothing is added. */
function joinedTo(start: number, cells: Uint8Array, reach: number): number[] {
  const joined = new Set([start]);
  const isBeside = (a: number, b: number) => {
    const dx = Math.abs((a % SIDE) - (b % SIDE));
    const dy = Math.abs(Math.floor(a / SIDE) - Math.floor(b / SIDE));
    return Math.max(dx, dy) === 1 && dx + dy <= reach;
  };
  for (let size = 0; size < joined.size; ) {
    size = joined.size;
    for (const at of cells.keys()) {
      if (cells[at] === cells[start] && [...joined].some((one) => isBeside(one, at)))
        joined.add(at);
    }
  }
  return [...joined].sort((a, b) => a - b);
}

const START = 24;

describe("floodFill", () => {
  it("takes all that is joined, by sides alone or cornerwise too", () => {
    fc.assert(
      fc.property(grids, fc.boolean(), (grid, cornerwise) => {
        const found = floodFill(grid, grid.cells[START] as number, [START], { cornerwise });
        expect([...found].sort((a, b) => a - b)).toEqual(
          joinedTo(START, grid.cells, cornerwise ? 2 : 1),
        );
      }),
    );
  });

  it("begins with the starts of its colour, and leaves out what an earlier fill took", () => {
    const grid = { width: 3, height: 1, cells: Uint8Array.of(1, 2, 1) };
    const taken = new Uint8Array(3);
    expect([...floodFill(grid, 1, [2, 1, 0], { taken })]).toEqual([2, 0]);
    expect([...floodFill(grid, 1, [0], { taken })]).toEqual([]);
    expect([...patchAt(grid, 1)]).toEqual([1]);
  });
});
