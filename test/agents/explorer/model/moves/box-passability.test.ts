import { describe, expect, it } from "vitest";
import { createBoxPassability } from "../../../../../src/agents/explorer/model/moves/box-passability.ts";

const HERE = { x: 0, y: 0 };
const THERE = { x: 8, y: 0 };

describe("what passability the way", () => {
  it("closes a colour for all keys once it stopped the avatar, but not dots of it on a floor", () => {
    const passability = createBoxPassability();
    passability.stopped(HERE, { key: 1, colours: [2, 2, 2, 2] });
    expect(passability.isOpen({ key: 3, colours: [2, 2, 2, 2] })).toBe(false);
    expect(passability.isOpen({ key: 3, colours: [4, 2, 4, 4] })).toBe(true);
    expect(passability.isOpen({ key: 3, colours: [2, 2, 2, 4] })).toBe(false);
  });

  it("blocks one move alone where the same was possible elsewhere, until the next level", () => {
    const passability = createBoxPassability();
    const move = { key: 1, colours: [4, 4] };
    passability.passed(move);
    passability.stopped(HERE, move);
    expect(passability.isOpen(move)).toBe(true);
    expect([HERE, THERE].map((spot) => passability.isBlocked(spot, 1))).toEqual([true, false]);
    expect(passability.isBlocked(HERE, 2)).toBe(false);
    passability.forgetSpots();
    expect(passability.isBlocked(HERE, 1)).toBe(false);
  });

  it("closes any dot of a deadly colour, but not of one that was walked on", () => {
    const passability = createBoxPassability();
    passability.passed({ key: 1, colours: [4, 4] });
    passability.killed({ key: 1, colours: [4, 8] });
    expect(passability.isOpen({ key: 2, colours: [4, 4, 4, 8] })).toBe(false);
    expect(passability.isOpen({ key: 2, colours: [4, 4, 4, 4] })).toBe(true);
  });
});
