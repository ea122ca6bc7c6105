import { describe, expect, it } from "vitest";
import { createBoxPassability } from "../../../../../src/agents/explorer/model/moves/box-passability.ts";

const HERE = { x: 0, y: 0 };
const THERE = { x: 8, y: 0 };

describe("what bars the way", () => {
  it("is known of a colour for all keys once it stopped the avatar, dots of it on a floor are not", () => {
    const bars = createBoxPassability();
    bars.stopped(HERE, { key: 1, colours: [2, 2, 2, 2] });
    expect(bars.isOpen(THERE, { key: 3, colours: [2, 2, 2, 2] })).toBe(false);
    expect(bars.isOpen(THERE, { key: 3, colours: [4, 2, 4, 4] })).toBe(true);
    expect(bars.isOpen(THERE, { key: 3, colours: [2, 2, 2, 4] })).toBe(false);
  });

  it("is one move alone where the same was passed elsewhere, until the next level", () => {
    const bars = createBoxPassability();
    const move = { key: 1, colours: [4, 4] };
    bars.passed(move);
    bars.stopped(HERE, move);
    expect(bars.isOpen(HERE, move)).toBe(false);
    expect(bars.isOpen(THERE, move)).toBe(true);
    bars.forgetSpots();
    expect(bars.isOpen(HERE, move)).toBe(true);
  });

  it("is any dot of what it died of, but for what it had walked on", () => {
    const bars = createBoxPassability();
    bars.passed({ key: 1, colours: [4, 4] });
    bars.killed({ key: 1, colours: [4, 8] });
    expect(bars.isOpen(HERE, { key: 2, colours: [4, 4, 4, 8] })).toBe(false);
    expect(bars.isOpen(HERE, { key: 2, colours: [4, 4, 4, 4] })).toBe(true);
  });
});
