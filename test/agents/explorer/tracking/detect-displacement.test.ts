import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lookAt } from "../../../../src/agents/explorer/perception/view.ts";
import {
  detectDisplacement,
  directionOf,
} from "../../../../src/agents/explorer/tracking/detect-displacement.ts";
import { emptyMask } from "../../../../src/game/mask.ts";
import { drawView } from "../helpers/draw.ts";

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

describe("detectDisplacement", () => {
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
          const displaced = detectDisplacement(before.view, after.view, expected);
          expect(displaced).toMatchObject({ dx, dy });
          expect(sorted(displaced?.cells ?? [])).toEqual(before.own);
          expect(sorted(displaced?.now ?? [])).toEqual(after.own);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("never takes a narrow ground for the thing that moved, where that went aslant", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(...DIRECTIONS, undefined),
        (dx, dy, expected) => {
          const [before, after] = [
            blockAt(8, 8, 3, 24, false),
            blockAt(8 + dx, 8 + dy, 3, 24, false),
          ];
          expect(detectDisplacement(before.view, after.view, expected)).toBeUndefined();
        },
      ),
    );
  });

  it("does not take dots that the thing uncovers and covers for the thing itself", () => {
    const before = drawView("........... .7.997.7.7. ...99...... ...99......");
    const after = drawView("........... .7.7.997.7. .....99.... .....99....");
    const now = detectDisplacement(before, after, { dx: 1, dy: 0 })?.now ?? [];
    expect(sorted(now)).toEqual([16, 17, 27, 28, 38, 39]);
  });

  it("takes all colours that moved together for one thing", () => {
    const displaced = detectDisplacement(
      drawView("....... .98.... ....... ......."),
      drawView("....... ....98. ....... ......."),
      undefined,
    );
    expect(displaced).toMatchObject({ dx: 3, dy: 0 });
    expect(sorted(displaced?.cells ?? [])).toEqual([8, 9]);
    expect(sorted(displaced?.now ?? [])).toEqual([11, 12]);
  });

  it("prefers a thing that moved along the expected direction", () => {
    const both = [
      drawView("......... ...9..... ......... ...77.... ........."),
      drawView("......... ..9...... ......... ....77... ........."),
    ] as const;
    expect(detectDisplacement(...both, { dx: 1, dy: 0 })).toMatchObject({
      dx: 1,
      dy: 0,
      now: [31, 32],
    });
    expect(detectDisplacement(...both, { dx: -1, dy: 0 })).toMatchObject({
      dx: -1,
      dy: 0,
      now: [11],
    });
    expect(detectDisplacement(...both, { dx: 0, dy: 1 })).toMatchObject({
      dx: -1,
      dy: 0,
      now: [11],
    });
  });

  it.each([
    ["nothing that changed", "9... ....", "9... ...."],
    ["what only changed colour", "9... ....", "8... ...."],
    ["what appeared", ".... ....", "9... ...."],
    ["what grew", "9... ....", "99.. ...."],
    ["pictures of different size", "9... ....", ".9.. .... ...."],
  ])("finds no displacement in %s", (_, before, after) => {
    expect(detectDisplacement(drawView(before), drawView(after), undefined)).toBeUndefined();
  });
});
