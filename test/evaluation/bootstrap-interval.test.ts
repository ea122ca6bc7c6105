import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { bootstrapInterval } from "../../src/evaluation/bootstrap-interval.ts";

const interval = (values: readonly number[]) => bootstrapInterval(values, createRandom("test"));

describe("bootstrapInterval", () => {
  it("knows nothing of fewer than two values, and of equal ones all", () => {
    expect(interval([])).toBeNull();
    expect(interval([5])).toBeNull();
    expect(interval([5, 5, 5])).toEqual([5, 5]);
  });

  it("lies inside the values and moves with them", () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(values, fc.integer({ min: -9, max: 9 }), (values, shift) => {
        const [low, high] = interval(values) as [number, number];
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        expect(low).toBeLessThanOrEqual(high);
        const moved = interval(values.map((value) => value + shift)) as [number, number];
        expect(moved[0]).toBeCloseTo(low + shift, 9);
        expect(moved[1]).toBeCloseTo(high + shift, 9);
      }),
      { numRuns: 15 },
    );
  });

  it("of many values is near the normal one: mean ± 1.96 standard errors", () => {
    const random = createRandom("values");
    const values = Array.from({ length: 200 }, () => random.next());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const error = Math.sqrt(variance / values.length);
    const [low, high] = interval(values) as [number, number];
    expect(Math.abs(low - (mean - 1.96 * error))).toBeLessThan(0.1 * error);
    expect(Math.abs(high - (mean + 1.96 * error))).toBeLessThan(0.1 * error);
  });
});
