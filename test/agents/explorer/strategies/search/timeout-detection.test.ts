import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTimeoutDetection } from "../../../../../src/agents/explorer/strategies/search/timeout-detection.ts";
import type { RouteStep } from "../../../../../src/memory/map/state-graph.ts";

const [a, b, c] = ["a", "b", "c"].map((key) => ({ key, code: 1 })) as [
  RouteStep,
  RouteStep,
  RouteStep,
];

describe("timeout detection", () => {
  it("blames the edge of a first death, and of the same death again", () => {
    const lives = createTimeoutDetection();
    lives.lived(29);
    expect(lives.died(a, 30)).toEqual([]);
    expect(lives.died(a, 30)).toEqual([]);
  });

  it("takes what ends lives by different edges at one age for a timer", () => {
    const lives = createTimeoutDetection();
    lives.lived(29);
    lives.died(a, 30);
    expect(lives.died(b, 30)).toEqual([a, b]);
    expect(lives.died(c, 30)).toEqual([a, b, c]);
  });

  it("tells two actions in one state apart", () => {
    const lives = createTimeoutDetection();
    lives.died(a, 30);
    expect(lives.died({ ...a, code: 2 }, 30)).toEqual([a, { ...a, code: 2 }]);
  });

  it("blames edges that kill at different ages", () => {
    const lives = createTimeoutDetection();
    lives.died(a, 10);
    expect(lives.died(b, 11)).toEqual([]);
  });

  it("blames edges although they killed at one age once a life grew as old", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(50), (age, more) => {
        const lives = createTimeoutDetection();
        lives.died(a, age);
        lives.lived(age + more);
        lives.lived(1);
        expect(lives.died(b, age)).toEqual([]);
      }),
    );
  });
});
