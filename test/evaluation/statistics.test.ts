import { describe, expect, it } from "vitest";
import { mean, median, spreadOf } from "../../src/evaluation/statistics.ts";

describe("statistics", () => {
  it("know nothing of nothing, and of one value no spread", () => {
    expect([mean([]), median([])]).toEqual([null, null]);
    expect(spreadOf([])).toEqual({ mean: null, sd: null });
    expect(spreadOf([7])).toEqual({ mean: 7, sd: null });
  });

  it("divide squares by n − 1", () => {
    const { mean, sd } = spreadOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean).toBe(5);
    expect(sd).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });

  it("take the middle value as it is", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 3])).toBe(3);
  });
});
