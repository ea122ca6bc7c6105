import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listChanges } from "../../src/picture/changes.ts";
import { anyGrid } from "../helpers/grids.ts";

describe("the changes between two grids", () => {
  it("are rectangles that make the second of the first, each cell in one at most", () => {
    const pair = anyGrid.chain((before) => {
      const size = before.cells.length;
      return fc.uint8Array({ minLength: size, maxLength: size, max: 2 }).map(
        (cells) =>
          [
            before,
            {
              ...before,
              cells: cells.map((one, at) => (one ? one : (before.cells[at] as number))),
            },
          ] as const,
      );
    });
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const cells = Uint8Array.from(before.cells);
        for (const { x, y, width, height, from, to } of listChanges(before, after) ?? []) {
          for (let row = y; row < y + height; row++) {
            for (let column = x; column < x + width; column++) {
              expect(cells[row * before.width + column]).toBe(from);
              cells[row * before.width + column] = to;
            }
          }
        }
        expect(cells).toEqual(after.cells);
      }),
      { numRuns: 25 },
    );
  });

  it("are one for a rectangle, and unknown between grids of two sizes", () => {
    const before = { width: 4, height: 3, cells: new Uint8Array(12) };
    const cells = Uint8Array.from([0, 5, 5, 0, 0, 5, 5, 0, 0, 0, 0, 0]);
    expect(listChanges(before, { ...before, cells })).toEqual([
      { x: 1, y: 0, width: 2, height: 2, from: 0, to: 5 },
    ]);
    expect(listChanges(before, { width: 3, height: 4, cells })).toBeUndefined();
  });

  it("leave out the cells that were told already", () => {
    const before = { width: 3, height: 1, cells: Uint8Array.from([0, 0, 0]) };
    const after = { ...before, cells: Uint8Array.from([1, 1, 1]) };
    const rest = listChanges(before, after, (at) => at === 1);
    expect(rest?.map(({ x, width }) => [x, width])).toEqual([
      [0, 1],
      [2, 1],
    ]);
  });
});
