import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLattice } from "../../src/picture/lattice.ts";

/** A checkered picture of squares of a size, from an offset on, in a frame of another colour. */
function checkered(size: number, left: number, top: number) {
  const cells = Uint8Array.from({ length: 64 * 64 }, (_, at) => {
    const [x, y] = [(at % 64) - left, Math.floor(at / 64) - top];
    if (x < 0 || y < 0) return 5;
    return (3 * Math.floor(x / size) + 7 * Math.floor(y / size) * Math.floor(y / size)) % 4;
  });
  return { width: 64, height: 64, cells };
}

describe("a lattice", () => {
  it("is found whatever its size and place, with the colour of each square", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 3, max: 10 })
          .chain((size) =>
            fc.tuple(
              fc.constant(size),
              fc.integer({ min: 0, max: size - 1 }),
              fc.integer({ min: 0, max: size - 1 }),
            ),
          ),
        ([size, left, top]) => {
          const lattice = findLattice(checkered(size, left, top));
          expect(lattice).toMatchObject({ size, x: left, y: top });
          expect(lattice?.rows[0]?.slice(0, 4)).toEqual([0, 3, 2, 1]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is none of a picture of one colour, nor of one in which all cells differ", () => {
    expect(findLattice({ width: 8, height: 8, cells: new Uint8Array(64).fill(3) })).toBeUndefined();
    const noise = Uint8Array.from({ length: 64 }, (_, at) => (at * 7 + (at >> 3)) % 16);
    expect(findLattice({ width: 8, height: 8, cells: noise })).toBeUndefined();
  });
});
