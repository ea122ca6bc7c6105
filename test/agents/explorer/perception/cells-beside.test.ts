import { describe, expect, it } from "vitest";
import { cellsBeside } from "../../../../src/agents/explorer/perception/cells-beside.ts";

describe("the cells beside a cell", () => {
  it("are all cells one step away, and none across the rim", () => {
    for (const [width, height] of [
      [1, 1],
      [5, 1],
      [1, 4],
      [4, 3],
    ] as const) {
      const grid = { width, height, cells: new Uint8Array(width * height) };
      const all = [...grid.cells.keys()];
      for (const at of all) {
        const isBeside = (other: number) =>
          Math.abs((other % width) - (at % width)) +
            Math.abs(Math.floor(other / width) - Math.floor(at / width)) ===
          1;
        expect(cellsBeside(grid, at).toSorted((a, b) => a - b)).toEqual(all.filter(isBeside));
      }
    }
  });
});
