import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { createSimulatedServer, work } from "../simulated-server.ts";

function setUp(...args: Parameters<typeof rulesFor>) {
  const clock = createFakeClock();
  const limiter = assembleLimiter({ rules: rulesFor(...args), clock, random: createRandom(1) });
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

/** Ten minutes: quiet, a burst, too much for long, quiet, bursts, too much, bursts of 30, nothing. */
function demandAt(nowMs: number): { readonly count: number; readonly everyMs: number } | null {
  const second = nowMs / 1_000;
  if (second < 100) return { count: 1, everyMs: 400 };
  if (second < 101) return { count: 120, everyMs: 1_500 };
  if (second < 250) return { count: 1, everyMs: 95 };
  if (second < 300) return { count: 1, everyMs: 1_000 };
  if (second < 302) return { count: 200, everyMs: 3_000 };
  if (second < 400) return { count: 1, everyMs: 110 };
  return second < 500 ? { count: 30, everyMs: 10_000 } : null;
}

describe.each([
  ["api", 400, { spacingMs: 0 }],
  ["max", 40, {}],
  ["off", 400, { perMinute: 300, reserve: 0.1 }],
] as const)("a whole run at pace %s, replies of %i ms, %o", (pace, replyMs, overrides) => {
  test("every wait is foreseen to a twentieth and four replies, and without bias", async () => {
    const { clock, limiter } = setUp(pace, overrides);
    const random = createRandom(pace);
    const waits: { readonly foreseenMs: number; readonly waitedMs: number }[] = [];
    const send = async (number: number) => {
      // To look each time would take long here, where thousands wait.
      const foreseenMs = number % 8 === 0 ? limiter.forecast().waitMs : null;
      const grant = await limiter.acquire({ lane: `game${number}` });
      if (foreseenMs !== null) waits.push({ foreseenMs, waitedMs: grant.waitedMs });
      await clock.sleep(random.next() * 2 * replyMs);
      grant.settle({ kind: "ok" });
    };
    const demand = async () => {
      let sent = 0;
      for (let now = demandAt(0); now; now = demandAt(clock.now())) {
        for (let i = 0; i < now.count; i += 1) send(sent++);
        await clock.sleep(now.everyMs);
      }
      return sent;
    };
    const sending = demand();
    await clock.advance(1_000_000);

    expect(waits).toHaveLength(Math.ceil((await sending) / 8));
    const errors = waits.map(({ foreseenMs, waitedMs }) => foreseenMs - waitedMs);
    for (const [i, { waitedMs }] of waits.entries()) {
      expect(Math.abs(errors[i]!)).toBeLessThanOrEqual(waitedMs / 20 + 4 * replyMs);
    }
    expect(waits.filter(({ waitedMs }) => waitedMs > 5_000).length).toBeGreaterThan(60);
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(errors))).toBeLessThan(mean(waits.map((wait) => wait.waitedMs)) / 100);
  });
});

test("that the window fills is foreseen through rises of the demand, and when it never will", async () => {
  const { clock, limiter } = setUp("off", { perMinute: 300, reserve: 0 });
  /** Full in so many milliseconds, as foreseen each second. */
  const foreseen: { readonly atMs: number; readonly inMs: number | null }[] = [];
  let fullAtMs: number | null = null;
  const everyMs = (nowMs: number) => (nowMs < 90_000 ? 500 : 125);
  while (fullAtMs === null) {
    const grant = await limiter.acquire({ lane });
    grant.settle({ kind: "ok" });
    if (limiter.snapshot().windowUse === 1) fullAtMs = clock.now();
    const last = foreseen.at(-1);
    if (!last || clock.now() >= last.atMs + 1_000) {
      foreseen.push({ atMs: clock.now(), inMs: limiter.forecast().windowFullInMs });
    }
    await clock.advance(everyMs(clock.now()));
  }
  // Two a second are never too many; eight are, and ten seconds later that is known.
  const quiet = foreseen.filter(({ atMs }) => atMs > 5_000 && atMs < 90_000);
  expect(quiet.every(({ inMs }) => inMs === null)).toBe(true);
  const known = foreseen.filter(({ atMs }) => atMs > 100_000);
  expect(known.length).toBeGreaterThan(10);
  for (const { atMs, inMs } of known) {
    expect(Math.abs(atMs + (inMs ?? Number.NaN) - fullAtMs)).toBeLessThan(2_500);
  }
});

test("a cooldown is foreseen, and that all wait for its probe", async () => {
  const { clock, limiter } = setUp("api", { spacingMs: 0 });
  const [slow, limited] = await Promise.all([
    limiter.acquire({ lane }),
    limiter.acquire({ lane: "vc33" }),
  ]);
  // Longer than the gap that the 429 leaves of eight a second.
  await clock.advance(300);
  slow.settle({ kind: "ok" });
  limited.settle({ kind: "limited", retryAfterMs: 5_000 });
  expect(limiter.forecast().waitMs).toBe(5_000);
  limiter.acquire({ lane: "new" });
  expect(limiter.forecast().waitMs).toBe(5_300);
  await clock.advance(2_000);
  expect(limiter.forecast().waitMs).toBe(3_300);
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
