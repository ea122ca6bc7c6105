import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readRows, writeRows } from "../../../src/sandbox/child/helpers.ts";
import { find, formatRows, type Rows, same } from "../../../src/sandbox/guest/rows.ts";
import { anyGrid, gridOf } from "../../helpers/grids.ts";

describe("a picture in the code of a model", () => {
  it("is what the host reads and writes", () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const rows = JSON.parse(writeRows(grid)) as Rows;
        expect(rows[0]).toHaveLength(grid.width);
        expect(readRows(formatRows(rows))).toEqual(grid);
        expect(same(rows, JSON.parse(writeRows(grid)))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it.each([[[]], [[[1, 2], [3]]], [[[16]]], [[["a"]]], [[[-1]]]])(
    "is refused where it is none: %j",
    (rows) => {
      expect(() => readRows(formatRows(rows as Rows))).toThrow(/picture is wanted/);
    },
  );

  it("is not the same as one that differs in a cell or in size", () => {
    const rows = rowsOf("12\n34");
    expect(
      [rowsOf("12\n35"), rowsOf("12"), rowsOf("123\n345")].map((one) => same(rows, one)),
    ).toEqual([false, false, false]);
  });

  it("is searched for a colour, or for a small picture in which -1 fits anything", () => {
    const rows = rowsOf("1911\n1991\n1119");
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

const rowsOf = (text: string): Rows => JSON.parse(writeRows(gridOf(text)));
