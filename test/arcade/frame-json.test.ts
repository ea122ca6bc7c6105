import fc from "fast-check";
import { expect, it } from "vitest";
import { gridJson } from "../../src/game/grid-json.ts";

const gridArbitrary = fc
  .tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ min: 0, max: 15, minLength: width * height, maxLength: width * height })
      .map((cells) => ({ width, height, cells })),
  );

it("writes what JSON.stringify writes of the rows", () => {
  fc.assert(
    fc.property(gridArbitrary, ({ width, height, cells }) => {
      const rows = Array.from({ length: height }, (_, y) => [
        ...cells.subarray(y * width, (y + 1) * width),
      ]);
      expect(gridJson({ width, height, cells })).toBe(JSON.stringify(rows));
    }),
    { numRuns: 30, seed: 3 },
  );
});

it("has room for the widest text there is", () => {
  const cells = new Uint8Array(64 * 64).fill(15);
  expect(JSON.parse(gridJson({ width: 64, height: 64, cells })).flat()).toEqual([...cells]);
});
