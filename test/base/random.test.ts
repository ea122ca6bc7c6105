import fc from "fast-check";
import { expect, it } from "vitest";
import { createRandom, type Random } from "../../src/base/random.ts";

const draw = (random: Random, count = 20) => Array.from({ length: count }, () => random.int(1000));

it("makes the same choices with the same seed, and others with another", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(draw(createRandom(one))).toEqual(draw(createRandom(one)));
      if (one !== other) expect(draw(createRandom(one))).not.toEqual(draw(createRandom(other)));
    }),
  );
});

it("forks streams that do not depend on how much others drew", () => {
  const still = createRandom(7);
  const busy = createRandom(7);
  draw(busy, 100);
  draw(busy.fork("b"), 100);
  expect(draw(busy.fork("a"))).toEqual(draw(still.fork("a")));
  expect(draw(still.fork("b"))).not.toEqual(draw(still.fork("a")));
  expect(draw(still.fork("a").fork("b"))).not.toEqual(draw(still.fork("b").fork("a")));
});

it("stays within its bounds", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 31 }), (seed, below) => {
      const random = createRandom(seed);
      for (let i = 0; i < 20; i++) {
        const whole = random.int(below);
        expect(Number.isInteger(whole) && whole >= 0 && whole < below).toBe(true);
        const share = random.next();
        expect(share >= 0 && share < 1).toBe(true);
      }
    }),
  );
});

it("picks every element about as often as any other", () => {
  const random = createRandom("picks");
  const counts = new Map<string, number>();
  for (let i = 0; i < 4_000; i++) {
    const one = random.pick(["a", "b", "c", "d"]);
    counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(["a", "b", "c", "d"]);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

it("refuses to choose among nothing", () => {
  const random = createRandom(1);
  expect(() => random.pick([])).toThrow(RangeError);
  expect(() => random.int(0)).toThrow(RangeError);
  expect(() => random.int(Number.NaN)).toThrow(RangeError);
});
