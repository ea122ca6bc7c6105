import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { createLimiter } from "../../src/limiter/create-limiter.ts";
import { rulesFor } from "../../src/limiter/pace.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { createSimulatedServer, work } from "./simulated-server.ts";

function setUp(...args: Parameters<typeof rulesFor>) {
  const clock = createFakeClock();
  const limiter = createLimiter({ rules: rulesFor(...args), clock, random: createRandom(1) });
  return { clock, limiter };
}

const lane = "ls20";

describe.each([
  ["api", 25, 40, {}],
  ["api", 25, 500, {}],
  ["max", 25, 40, {}],
  ["api", 10, 40, { spacingMs: 0, perMinute: 20, windowMs: 5_000 }],
  ["max", 40, 300, { perMinute: 40, windowMs: 5_000 }],
] as const)("pace %s, %i games, up to %i ms each way, %o", (pace, games, latencyMs, overrides) => {
  test.each([1, 2, 3])("a wait is foreseen to a round trip (seed %i)", async (seed) => {
    const { clock, limiter } = setUp(pace, overrides);
    const server = createSimulatedServer(clock, { limit: 600, windowMs: 60_000 });
    const random = createRandom(seed);
    const untilMs = 70_000;
    for (let i = 0; i < games; i += 1) {
      work({ limiter, clock, server, random, lane: `g${i}`, latencyMs, untilMs });
    }
    await clock.advance(10_000);
    let waits = 0;
    for (let i = 0; clock.now() < untilMs - 10_000; i += 1) {
      await clock.advance(random.next() * 1_000);
      const { waitMs } = limiter.forecast();
      let waitedMs: number | null = null;
      limiter.acquire({ lane: `new${i}` }).then((grant) => {
        waitedMs = grant.waitedMs;
        grant.settle({ kind: "ok" });
      });
      while (waitedMs === null) await clock.advance(500);
      expect(Math.abs(waitMs - waitedMs)).toBeLessThanOrEqual(2 * latencyMs);
      if (waitedMs > 2 * latencyMs) waits += 1;
    }
    expect(waits).toBeGreaterThan(5);
    const { forecastErrorMs, waitMs } = limiter.snapshot();
    expect(forecastErrorMs.p50).toBeLessThanOrEqual(latencyMs);
    expect(forecastErrorMs.p95).toBeGreaterThan(0);
    expect(forecastErrorMs.p95).toBeLessThan(waitMs.p50 / 2);
  });
});

test("a cooldown is foreseen, and that all wait for its probe", async () => {
  const { clock, limiter } = setUp("api", { spacingMs: 0 });
  const [slow, limited] = await Promise.all([
    limiter.acquire({ lane }),
    limiter.acquire({ lane: "vc33" }),
  ]);
  await clock.advance(100);
  slow.settle({ kind: "ok" });
  limited.settle({ kind: "limited", retryAfterMs: 5_000 });
  expect(limiter.forecast().waitMs).toBe(5_000);
  limiter.acquire({ lane: "new" });
  expect(limiter.forecast().waitMs).toBe(5_100);
  await clock.advance(2_000);
  expect(limiter.forecast().waitMs).toBe(3_100);
});

test("tokens of those who wait are foreseen", async () => {
  const { clock, limiter } = setUp("off", { inputTokensPerMinute: 1_000, reserve: 0 });
  const cost = { inputTokens: 300 };
  (await limiter.acquire({ lane, cost })).settle({ kind: "ok", usage: { inputTokens: 600 } });
  expect(limiter.forecast().waitMs).toBe(0);
  await clock.advance(10_000);
  // Held at three times the estimate: it has to wait for the first to be forgotten.
  let waitedMs = -1;
  limiter.acquire({ lane, cost }).then((grant) => {
    waitedMs = grant.waitedMs;
  });
  await clock.advance(60_000);
  expect(waitedMs).toBe(50_000);
  expect(limiter.snapshot().forecastErrorMs).toEqual({ p50: 0, p95: 0, p99: 0 });
});

describe("when the window fills", () => {
  test.each([
    [5, 100],
    [8, 300],
    [2, 100],
  ])("%i a second, %i allowed", async (perSecond, perMinute) => {
    const { clock, limiter } = setUp("off", { perMinute, reserve: 0 });
    const fullMs = (perMinute / perSecond) * 1_000;
    for (let sent = 0; sent < perMinute / 2; sent += 1) {
      (await limiter.acquire({ lane })).settle({ kind: "ok" });
      await clock.advance(1_000 / perSecond);
    }
    const foreseenMs = limiter.forecast().windowFullInMs ?? Number.NaN;
    expect(Math.abs(foreseenMs - fullMs / 2)).toBeLessThan(fullMs / 20);
  });

  test("never at a rate that the window keeps up with; at once where it is full", async () => {
    const { clock, limiter } = setUp("off", { perMinute: 100, reserve: 0 });
    for (let sent = 0; sent < 150; sent += 1) {
      (await limiter.acquire({ lane })).settle({ kind: "ok" });
      await clock.advance(1_000);
      // Too early for a rate, a forecast may see one request as many.
      if (sent > 2) expect(limiter.forecast().windowFullInMs).toBe(null);
    }
    for (let sent = 0; sent < 41; sent += 1) await limiter.acquire({ lane });
    expect(limiter.forecast().windowFullInMs).toBe(0);
  });
});
