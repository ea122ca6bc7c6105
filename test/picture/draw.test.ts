import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grid } from "../../src/game/frame.ts";
import { draw, listThings } from "../../src/picture/draw.ts";

import { anyGrid, gridOf } from "../helpers/grids.ts";

describe("a drawing", () => {
  it("shows equal rows once, below the numbers of the columns", () => {
    const grid = gridOf(["1".repeat(12), "1".repeat(12), `${"1".repeat(10)}91`].join("\n"));
    expect(draw(grid)).toBe(
      `   000000000011\n   012345678901\n 0 ${"1".repeat(12)}\n 2 ${"1".repeat(10)}91`,
    );
  });

  it("loses nothing", () => {
    // Few colours in blocks, as games draw, besides noise.
    const blocks = fc
      .tuple(fc.integer({ min: 1, max: 4 }), anyGrid)
      .map(([scale, { width, height, cells }]): Grid => {
        const [wide, high] = [Math.min(64, width * scale), Math.min(64, height * scale)];
        const enlarged = Uint8Array.from({ length: wide * high }, (_, at) => {
          const [x, y] = [at % wide, Math.floor(at / wide)];
          return cells[Math.floor(y / scale) * width + Math.floor(x / scale)] as number;
        });
        return { width: wide, height: high, cells: enlarged };
      });
    fc.assert(
      fc.property(blocks, (grid) => {
        expect(read(draw(grid), grid)).toEqual(grid);
      }),
      { numRuns: 30 },
    );
  });

  it("lists things of rare colours first, none of the background, a colour with many as their number", () => {
    const rows = Array.from({ length: 20 }, () => Array<number>(20).fill(1));
    for (let at = 0; at < 20; at += 2) (rows[at] as number[])[at] = 4;
    (rows[3] as number[])[9] = 9;
    (rows[3] as number[])[10] = 9;
    const text = rows.map((row) => row.join("")).join("\n");
    const lines = listThings(gridOf(text)).split("\n");
    expect(lines[0]).toBe("colour 9: 2×1 at 9,3");
    expect(lines[1]).toMatch(/^colour 4: (1×1 at \d+,\d+(; )?){10}$/);
    expect(lines).toHaveLength(2);
  });
});

/** The grid that a drawing shows; its size is known from elsewhere. */
function read(drawing: string, { width, height }: Grid): Grid {
  const [tens = "", ones = "", ...lines] = drawing.split("\n");
  const columns = Array.from(tens.slice(3), (ten, at) => 10 * Number(ten) + Number(ones[at + 3]));
  const cells = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const line = lines.findLast((one) => Number(one.slice(0, 2)) <= y) as string;
    for (let x = 0; x < width; x++) {
      const column = columns.findLastIndex((first) => first <= x);
      cells[y * width + x] = Number.parseInt(line[3 + column] as string, 16);
    }
  }
  return { width, height, cells };
}
