import fc from "fast-check";
import { expect, it } from "vitest";
import { createRequestLog } from "../../src/arcade/request-log.ts";

it("accepts a request exactly when fewer than the limit were accepted in the 60 s before", () => {
  const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 100 }), fc.nat(70_000)), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(gaps, fc.integer({ min: 1, max: 20 }), (waits, limit) => {
      const log = createRequestLog(limit);
      const accepted: number[] = [];
      let now = 0;
      for (const wait of waits) {
        now += wait;
        const recent = accepted.filter((time) => now - time < 60_000).length;
        expect(log.take("key", now) === 0).toBe(recent < limit);
        if (recent < limit) accepted.push(now);
      }
    }),
    { seed: 3 },
  );
});

it("counts keys apart", () => {
  const log = createRequestLog(1);
  expect([log.take("a", 0), log.take("a", 1), log.take("b", 1)]).toEqual([0, 59_999, 0]);
});

it("accepts nothing at limit 0 and everything without one", () => {
  expect(createRequestLog(0).take("a", 0)).toBe(60_000);
  const free = createRequestLog(null);
  expect(Array.from({ length: 1000 }, () => free.take("a", 0))).toEqual(Array(1000).fill(0));
});

it("holds the last minute's requests alone, however high the limit", () => {
  const before = process.memoryUsage().arrayBuffers;
  const logs = Array.from({ length: 20 }, () => createRequestLog(1_000_000));
  for (const log of logs) log.take("key", 0);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
});
