import fc from "fast-check";
import { expect, test } from "vitest";
import {
  appended,
  EMPTY_LOG,
  forgottenAt,
  pruned,
} from "../../../src/limiter/budget/release-log.ts";

/** Moments in steps of 1 ms; some replies never come, and are noted at a moment yet to come. */
const replies = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 40 }),
    aheadMs: fc.constantFrom(0, 0, 0, 150),
    amount: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 60 },
);

test.each([1, 10])("counts what a plain list would, in steps of %i ms", (grainMs) => {
  fc.assert(
    fc.property(replies, (list) => {
      const cap = { spanMs: 200, grainMs, limit: 9, ordinaryLimit: 9 };
      let log = EMPTY_LOG;
      let nowMs = 0;
      const plain: number[] = [];
      for (const { afterMs, aheadMs, amount } of list) {
        nowMs += afterMs;
        const atMs = nowMs + aheadMs;
        log = appended(pruned(log, cap, nowMs), cap, atMs, amount);
        for (let i = 0; i < amount; i += 1) plain.push(Math.ceil(atMs / grainMs) * grainMs);
        const counted = plain.filter((at) => at + cap.spanMs > nowMs).sort((a, b) => a - b);
        const before = JSON.stringify(log);
        const now = pruned(log, cap, nowMs);
        expect(now.total).toBe(counted.length);
        expect(JSON.stringify(log)).toBe(before);
        for (const n of [1, 2, counted.length]) {
          const expected = counted[n - 1];
          if (expected !== undefined) expect(forgottenAt(now, cap, n)).toBe(expected + cap.spanMs);
        }
        expect(forgottenAt(now, cap, counted.length + 1)).toBe(Number.POSITIVE_INFINITY);
      }
    }),
  );
});
