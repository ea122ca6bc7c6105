import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Component, segment } from "../../../../src/agents/explorer/perception/segment.ts";
import { lookAt } from "../../../../src/agents/explorer/perception/view.ts";
import { emptyMask } from "../../../../src/game/mask.ts";
import { drawView } from "../helpers/draw.ts";

const grids = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height, max: 2 })
      .map((cells) => ({ width, height, cells })),
  );

const byColour = (components: readonly Component[], colour: number) =>
  components.filter((component) => component.colour === colour);

describe("segment", () => {
  it("shares all cells out to components whose click hits their own colour in their box", () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const components = segment(lookAt(grid, emptyMask()));
        expect(components.reduce((sum, { area }) => sum + area, 0)).toBe(grid.cells.length);
        for (const { colour, area, left, top, right, bottom, x, y } of components) {
          expect(grid.cells[y * grid.width + x]).toBe(colour);
          expect(x >= left && x <= right && y >= top && y <= bottom).toBe(true);
          expect(area).toBeLessThanOrEqual((right - left + 1) * (bottom - top + 1));
        }
      }),
    );
  });

  it("makes as many components as a naive flood does", () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const { width, height, cells } = grid;
        const left = new Set(cells.keys());
        let count = 0;
        for (const first of cells.keys()) {
          if (!left.has(first)) continue;
          count += 1;
          const visit = (x: number, y: number) => {
            const at = y * width + x;
            const inside = x >= 0 && y >= 0 && x < width && y < height;
            if (!inside || !left.has(at) || cells[at] !== cells[first]) return;
            left.delete(at);
            visit(x + 1, y);
            visit(x - 1, y);
            visit(x, y + 1);
            visit(x, y - 1);
          };
          visit(first % width, Math.floor(first / width));
        }
        expect(segment(lookAt(grid, emptyMask()))).toHaveLength(count);
      }),
    );
  });

  it("parts what touches at corners only", () => {
    expect(byColour(segment(drawView("1. .1")), 1)).toHaveLength(2);
  });

  it("clicks the cell deepest inside, not the middle of the box", () => {
    const [tileCycle] = byColour(segment(drawView("11111 1...1 1...1 11111")), 1);
    expect(tileCycle).toMatchObject({ area: 14, left: 0, top: 0, right: 4, bottom: 3 });
    const [block] = byColour(segment(drawView("33333 33333 33333 33333 33333")), 3);
    expect(block).toMatchObject({ x: 2, y: 2 });
  });

  it("gives equal forms one shape wherever they are, and others another", () => {
    const view = drawView(`
      11...22.
      1....2..
      ......4.
      .....44.
    `);
    const components = segment(view);
    const shapeOf = (colour: number) => byColour(components, colour)[0]?.shape;
    expect(shapeOf(1)).toBe(shapeOf(2));
    expect(shapeOf(4)).not.toBe(shapeOf(1));
  });
});
