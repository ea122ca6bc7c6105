import { describe, expect, it } from "vitest";
import { createHitRate } from "../../../../src/agents/explorer/tracking/hit-rate.ts";

describe("the hit rate", () => {
  it("is the share of hits, and whole before the first", () => {
    const rate = createHitRate(10);
    expect(rate.share()).toBe(1);
    for (const isHit of [true, false, false, false]) rate.note(isHit);
    expect(rate.share()).toBe(1 / 4);
  });

  it("forgets all but the latest", () => {
    const rate = createHitRate(3);
    for (const isHit of [false, false, true, true, false]) rate.note(isHit);
    expect(rate.share()).toBe(2 / 3);
  });

  it("remembers the latest alone where it remembers one", () => {
    const rate = createHitRate(1);
    for (const isHit of [true, true, false]) rate.note(isHit);
    expect(rate.share()).toBe(0);
  });

  it("counts the credit as hits beside those remembered", () => {
    const rate = createHitRate(4, 2);
    for (let times = 0; times < 6; times++) rate.note(false);
    expect(rate.share()).toBe(2 / 6);
  });
});
