import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { signFlipTest } from "../../src/evaluation/sign-flip-test.ts";

const p = (differences: readonly number[]) => signFlipTest(differences, createRandom("test"));
const differences = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 10 });

describe("signFlipTest", () => {
  it.each([
    [[], 1],
    [[0, 0, 0], 1],
    [[3], 1],
    [[1, 1], 0.5],
    [[1, -1], 1],
    [[1, 1, 1, 1, 1, 1], 2 / 64],
    // Of the 16 sums, two are ±10 and two ±8.
    [[1, 2, 3, 4], 2 / 16],
    [[-1, 2, 3, 4], 4 / 16],
  ])("of %j is %d", (values, expected) => {
    expect(p(values)).toBeCloseTo(expected, 12);
  });

  it("does not see which side is called a, the order, the unit, or games without a difference", () => {
    fc.assert(
      fc.property(differences, fc.integer({ min: 1, max: 50 }), (values, unit) => {
        const one = p(values);
        expect(p(values.map((value) => -value))).toBe(one);
        expect(p([...values].reverse())).toBe(one);
        expect(p(values.map((value) => value / unit))).toBe(one);
        expect(p([0, ...values, 0])).toBe(one);
        expect(one).toBeGreaterThan(0);
        expect(one).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("draws patterns where there are too many: near the exact figure, and never 0", () => {
    // 17 alike: as far as a sum of 9 are the binomial tails; P(|2X − 17| ≥ 9) with X ~ B(17, ½).
    const tail = binomialTail(17, 4);
    const values = Array.from({ length: 17 }, (_, index) => (index < 13 ? 1 : -1));
    expect(p(values)).toBeCloseTo(2 * tail, 2);
    expect(p(Array(40).fill(1))).toBe(1 / 20_001);
    expect(p(values)).toBe(p(values));
  });
});

/** P(X ≤ k) of n fair coins. */
function binomialTail(n: number, k: number): number {
  let sum = 0;
  let choose = 1;
  for (let i = 0; i <= k; i++) {
    sum += choose;
    choose = (choose * (n - i)) / (i + 1);
  }
  return sum / 2 ** n;
}
