import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatGrid } from "../../../src/picture/grid-text.ts";
import { find, formatRows, parseRows, same } from "../../../src/sandbox/guest/rows.ts";
import { anyGrid } from "../../helpers/grids.ts";

describe("a picture in the code of a model", () => {
  it("is rows of colours, and the host's text again", () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const rows = parseRows(formatGrid(grid));
        expect(rows.flat()).toEqual([...grid.cells]);
        expect(rows[0]).toHaveLength(grid.width);
        expect(formatRows(rows)).toBe(formatGrid(grid));
        expect(same(rows, parseRows(formatGrid(grid)))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("is not the same as one that differs in a cell or in size", () => {
    const rows = parseRows("12\n34");
    expect(
      [parseRows("12\n35"), parseRows("12"), parseRows("123\n345")].map((one) => same(rows, one)),
    ).toEqual([false, false, false]);
  });

  it("is searched for a colour, or for a small picture in which -1 fits anything", () => {
    const rows = parseRows("1911\n1991\n1119");
    expect(find(rows, 9)).toHaveLength(4);
    expect(find(rows, [[9], [9]])).toEqual([{ x: 1, y: 0 }]);
    expect(
      find(rows, [
        [9, -1],
        [-1, 9],
      ]),
    ).toEqual([
      { x: 1, y: 0 },
      { x: 2, y: 1 },
    ]);
    expect(find(rows, [[1, 1, 1, 1, 1]])).toEqual([]);
  });
});
