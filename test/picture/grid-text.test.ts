import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatGrid, parseGrid } from "../../src/picture/grid-text.ts";
import { anyGrid } from "../helpers/grids.ts";

describe("a grid as text", () => {
  it("reads back as it was", () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        expect(parseGrid(formatGrid(grid))).toEqual(grid);
      }),
      {
        numRuns: 30,
      },
    );
  });

  it.each(["", "12\n1", "1g", "1 2", "-1"])("is refused where it is none: %j", (text) => {
    expect(() => parseGrid(text)).toThrow(/colours 0 to 15/);
  });
});
