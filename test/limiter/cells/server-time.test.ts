import fc from "fast-check";
import { expect, it } from "vitest";
import { createServerTime } from "../../../src/limiter/cells/server-time.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";

const FAR_MS = 1_700_000_000_000;

it("is wrong by no more than the quickest exchange took, and never goes back", async () => {
  const delay = fc.double({ min: 0, max: 200, noNaN: true });
  const exchange = fc.record({ there: delay, back: delay, pause: delay });
  await fc.assert(
    fc.asyncProperty(fc.array(exchange, { minLength: 1, maxLength: 20 }), async (exchanges) => {
      const clock = createFakeClock(5_000);
      const time = createServerTime(clock);
      let quickestMs = Number.POSITIVE_INFINITY;
      let before = Number.NEGATIVE_INFINITY;
      for (const { there, back, pause } of exchanges) {
        const sentMs = clock.now();
        await clock.advance(there);
        const serverMs = FAR_MS + clock.now();
        await clock.advance(back);
        expect(time.learn({ sentMs, serverMs, receivedMs: clock.now() })).toBe(true);
        quickestMs = Math.min(quickestMs, there + back);
        const nowMs = time.now();
        expect(nowMs).toBeGreaterThanOrEqual(before);
        // A millisecond for what doubles lose in numbers as large as these.
        const errorMs = nowMs - (FAR_MS + clock.now());
        expect(errorMs).toBeGreaterThan(-quickestMs - 1);
        // It may stand still, but never runs ahead of what it once was right about.
        expect(errorMs).toBeLessThan(200 + 1);
        before = nowMs;
        await clock.advance(pause);
      }
    }),
    { numRuns: 50 },
  );
});

it("notices that the server's clock was set, forwards or back", () => {
  const clock = createFakeClock();
  const time = createServerTime(clock);
  const learn = (serverMs: number) => time.learn({ sentMs: 0, serverMs, receivedMs: 0 });
  expect(learn(FAR_MS)).toBe(true);
  expect(learn(FAR_MS + 900)).toBe(true);
  expect(learn(FAR_MS + 5_000)).toBe(false);
  expect(time.now()).toBe(FAR_MS + 5_000);
  expect(learn(FAR_MS)).toBe(false);
  expect(time.now()).toBe(FAR_MS);
  expect(learn(FAR_MS)).toBe(true);
});
