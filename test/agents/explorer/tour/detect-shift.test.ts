import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectShift, directionOf } from "../../../../src/agents/explorer/tour/detect-shift.ts";
import { lookAt } from "../../../../src/agents/explorer/view.ts";
import { emptyMask } from "../../../../src/memory/mask.ts";
import { drawView } from "../draw.ts";

const SIDE = 24;
const DIRECTIONS = [1, 2, 3, 4].map((key) => directionOf(key) as { dx: number; dy: number });

/** A block on a checkered ground: of colour 8, with a mark of colour 9 in its upper left corner. */
function blockAt(x: number, y: number, size: number, tile: number, isMarked: boolean) {
  const own: number[] = [];
  const cells = Uint8Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [column, row] = [at % SIDE, Math.floor(at / SIDE)];
    const inside = column >= x && column < x + size && row >= y && row < y + size;
    if (!inside) return 3 + ((Math.floor(column / tile) + Math.floor(row / tile)) % 2);
    own.push(at);
    return isMarked && own.length === 1 ? 9 : 8;
  });
  return { view: lookAt({ width: SIDE, height: SIDE, cells }, emptyMask()), own };
}

const sorted = (cells: readonly number[]) => [...cells].sort((a, b) => a - b);

describe("detectShift", () => {
  it("finds a block, whole and nothing else, over a checkered ground", () => {
    fc.assert(
      fc.property(
        fc.record({
          size: fc.integer({ min: 1, max: 6 }),
          step: fc.integer({ min: 1, max: 6 }),
          tile: fc.integer({ min: 1, max: 4 }),
          direction: fc.constantFrom(...DIRECTIONS),
          x: fc.integer({ min: 6, max: 12 }),
          y: fc.integer({ min: 6, max: 12 }),
          isMarked: fc.boolean(),
          isExpected: fc.boolean(),
        }),
        ({ size, step, tile, direction, x, y, isMarked, isExpected }) => {
          const [dx, dy] = [direction.dx * step, direction.dy * step];
          const before = blockAt(x, y, size, tile, isMarked && size > 1);
          const after = blockAt(x + dx, y + dy, size, tile, isMarked && size > 1);
          const expected = isExpected ? direction : undefined;
          const shifted = detectShift(before.view, after.view, expected);
          expect(shifted).toMatchObject({ dx, dy });
          expect(sorted(shifted?.cells ?? [])).toEqual(before.own);
          expect(sorted(shifted?.now ?? [])).toEqual(after.own);
        },
      ),
      { numRuns: 300 },
    );
  });
});
