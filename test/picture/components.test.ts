import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backgroundOf, listComponents, listPatches } from "../../src/picture/components.ts";

import { anyGrid, gridOf } from "../helpers/grids.ts";

describe("the components of a grid", () => {
  it("hold each cell once, in one colour, within their boxes", () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const seen = new Uint8Array(grid.cells.length);
        for (const { cells, colour, area, x, y, width, height } of listPatches(grid)) {
          expect(cells.length).toBe(area);
          for (const at of cells) {
            seen[at] = (seen[at] as number) + 1;
            const [column, row] = [at % grid.width, Math.floor(at / grid.width)];
            const isInside = column >= x && column < x + width && row >= y && row < y + height;
            if (grid.cells[at] !== colour || !isInside) throw new Error(`cell ${at} is astray`);
          }
        }
        expect(seen.every((times) => times === 1)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it("join at sides, not at corners", () => {
    const list = listComponents(gridOf("911\n191\n199"));
    expect(list.filter(({ colour }) => colour === 9)).toEqual([
      { colour: 9, x: 0, y: 0, width: 1, height: 1, area: 1 },
      { colour: 9, x: 1, y: 1, width: 2, height: 2, area: 3 },
    ]);
  });

  it("lie on a background: the most frequent colour", () => {
    expect(backgroundOf(gridOf("911\n191\n199"))).toBe(1);
  });
});
