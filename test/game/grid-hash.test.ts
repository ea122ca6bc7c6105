import { describe, expect, it } from "vitest";
import { hashGrid } from "../../src/game/grid-hash.ts";

describe("the grid hash", () => {
  it("differs for any single cell, for swapped cells, and for another form", () => {
    const cells = Uint8Array.from({ length: 64 }, (_, at) => at % 16);
    const keys = new Set([hashGrid(cells, 8), hashGrid(cells, 16)]);
    for (let at = 0; at < 64; at++) {
      for (let colour = 0; colour <= 16; colour++) {
        if (colour !== at % 16) keys.add(hashGrid(cells.with(at, colour), 8));
      }
    }
    expect(keys.size).toBe(2 + 64 * 16);
    expect(hashGrid(cells.with(0, 1).with(1, 0), 8)).not.toBe(hashGrid(cells, 8));
  });

  it("is 16 hexadecimal digits", () => {
    expect(hashGrid(new Uint8Array(1), 1)).toMatch(/^[0-9a-f]{16}$/);
  });
});
