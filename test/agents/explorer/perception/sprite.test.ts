import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cellsOf,
  cutSprite,
  findSprite,
  fitsIn,
  matchAt,
} from "../../../../src/agents/explorer/perception/sprite.ts";
import { drawView } from "../helpers/draw.ts";

describe("a sprite", () => {
  const drawn = drawView("..... .78.. ..8.. .....");
  const { sprite, spot } = cutSprite(drawn, [6, 7, 12]);

  it("is cut out with its box and its colours", () => {
    expect(spot).toEqual({ x: 1, y: 1 });
    expect(sprite).toMatchObject({ width: 2, height: 2 });
    expect([...sprite.colours]).toEqual([7, 8, 8]);
    expect(cellsOf(drawn, sprite, spot)).toEqual([6, 7, 12]);
  });

  it("matches by the share of its cells, those outside the view not", () => {
    expect(matchAt(drawn, sprite, spot)).toBe(1);
    expect(matchAt(drawView("..... .7... ..8.. ....."), sprite, spot)).toBeCloseTo(2 / 3);
    expect(matchAt(drawView("8.... ....."), sprite, { x: -1, y: 0 })).toBeCloseTo(1 / 3);
  });

  it("is found again where it fits best, if it fits well enough", () => {
    expect(findSprite(drawView("78... .7... ..78. ...8."), sprite, 0.6)).toEqual({ x: 2, y: 2 });
    const damaged = drawView("..... ..... ..78. .....");
    expect(findSprite(damaged, sprite, 0.6)).toEqual({ x: 2, y: 2 });
    expect(findSprite(damaged, sprite, 0.7)).toBeUndefined();
    expect(findSprite(drawView("..... ..... ....7"), sprite, 0.1)).toBeUndefined();
  });

  it("fits in a view exactly where all of its box is inside", () => {
    const place = fc.record({
      x: fc.integer({ min: -3, max: 8 }),
      y: fc.integer({ min: -3, max: 8 }),
    });
    fc.assert(
      fc.property(place, ({ x, y }) => {
        const inside = x >= 0 && y >= 0 && x <= 3 && y <= 2;
        expect(fitsIn(drawn, sprite, { x, y })).toBe(inside);
        if (inside) expect(cellsOf(drawn, sprite, { x, y })).toHaveLength(3);
      }),
    );
  });
});
