import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashGrid, keyOf, rehash } from "../../src/game/grid-hash.ts";

const grids = fc.uint8Array({ minLength: 64, maxLength: 64, max: 16 });

describe("the grid hash", () => {
  it("follows single changes to the hash of the changed grid", () => {
    fc.assert(
      fc.property(grids, grids, (before, after) => {
        let hash = hashGrid(before, 8);
        before.forEach((old, at) => {
          hash = rehash(hash, at, old, after[at] as number);
        });
        expect(keyOf(hash)).toBe(keyOf(hashGrid(after, 8)));
      }),
    );
  });

  it("differs for any single cell, for swapped cells, and for another form", () => {
    const cells = Uint8Array.from({ length: 64 }, (_, at) => at % 16);
    const keys = new Set([keyOf(hashGrid(cells, 8)), keyOf(hashGrid(cells, 16))]);
    for (let at = 0; at < 64; at++) {
      for (let colour = 0; colour <= 16; colour++) {
        if (colour !== at % 16) keys.add(keyOf(hashGrid(cells.with(at, colour), 8)));
      }
    }
    expect(keys.size).toBe(2 + 64 * 16);
    expect(keyOf(hashGrid(cells.with(0, 1).with(1, 0), 8))).not.toBe(keyOf(hashGrid(cells, 8)));
  });

  it("is 16 hexadecimal digits", () => {
    expect(keyOf(hashGrid(new Uint8Array(1), 1))).toMatch(/^[0-9a-f]{16}$/);
  });
});
