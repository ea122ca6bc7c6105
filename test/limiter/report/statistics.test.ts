import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import type { Outcome } from "../../../src/limiter/limiter.ts";
import { createEfficiency } from "../../../src/limiter/report/efficiency.ts";
import { createSamples } from "../../../src/limiter/report/samples.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";

function setUp() {
  const clock = createFakeClock();
  const limiter = assembleLimiter({ rules: rulesFor("off"), clock, random: createRandom(1) });
  const send = async (outcome: Outcome | null, lane = "ls20", responseMs = 0) => {
    const waiting = limiter.acquire({ lane });
    await clock.advance(limiter.snapshot().cooldownMs);
    // Behind a probe that was never answered: until its timeout.
    if (limiter.snapshot().queued > 0) await clock.advance(30_000);
    const grant = await waiting;
    await clock.advance(responseMs);
    if (outcome) grant.settle(outcome);
  };
  return { clock, limiter, send };
}

const OK: Outcome = { kind: "ok" };

test("before the first request", () => {
  expect(setUp().limiter.snapshot()).toEqual({
    requests: 0,
    retries: 0,
    ok: 0,
    limited: 0,
    failed: 0,
    failures: {},
    lastMinute: 0,
    lastSecond: 0,
    perMinuteLimit: null,
    perSecondLimit: null,
    inFlight: 0,
    queued: 0,
    cooldownMs: 0,
    consecutiveLimited: 0,
    throttle: 1,
    windowUse: 0,
    stage: "normal",
    hitRate: 0,
    successRate: 1,
    efficiency: null,
    waitMs: { p50: 0, p95: 0, p99: 0 },
    waitReasons: {},
    responseMs: { p50: 0, p95: 0, p99: 0 },
    forecast: { waitMs: 0, windowFullInMs: null },
    forecastErrorMs: { p50: 0, p95: 0, p99: 0 },
    lanes: {},
    incidents: [],
    recommendation: "All is good: 0.0 % of the requests drew a 429.",
  });
});

test("everything is counted once, in total and by lane", async () => {
  const outcome = fc.constantFrom<Outcome | null>(
    OK,
    { kind: "failed", reason: "http_500" },
    { kind: "unknown", reason: "timeout" },
    { kind: "limited" },
    null,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(outcome, fc.constantFrom("a", "b", "__proto__")), { maxLength: 30 }),
      async (list) => {
        const { limiter, send } = setUp();
        for (const [what, lane] of list) await send(what, lane);
        const snapshot = limiter.snapshot();
        const count = (kind: string) => list.filter(([what]) => what?.kind === kind).length;
        const settled = list.filter(([what]) => what !== null).length;
        expect(snapshot).toMatchObject({
          requests: list.length,
          ok: count("ok"),
          limited: count("limited"),
          failed: count("failed") + count("unknown"),
          hitRate: list.length === 0 ? 0 : count("limited") / list.length,
          successRate: settled === 0 ? 1 : count("ok") / settled,
        });
        const sum = (counts: Readonly<Record<string, number>>) =>
          Object.values(counts).reduce((total, n) => total + n, 0);
        expect(sum(snapshot.failures)).toBe(snapshot.failed);
        expect(sum(snapshot.waitReasons)).toBe(snapshot.requests);
        for (const figure of ["requests", "ok", "limited", "failed"] as const) {
          const lanes = Object.values(snapshot.lanes).map((figures) => figures[figure]);
          expect(lanes.reduce((total, n) => total + n, 0)).toBe(snapshot[figure]);
        }
        expect(snapshot.incidents).toHaveLength(snapshot.limited);
        expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
      },
    ),
    { numRuns: 40 },
  );
});

test("a retry is a request, counted as such for its lane whether it waits or not", async () => {
  const clock = createFakeClock();
  const limiter = assembleLimiter({ rules: rulesFor("api"), clock, random: createRandom(1) });
  for (const [lane, retry] of [
    ["a", true],
    ["a", false],
    ["b", true],
    ["b", true],
  ] as const) {
    const waiting = limiter.acquire({ lane, retry });
    await clock.advance(200);
    (await waiting).settle(OK);
  }
  const { requests, retries, lanes } = limiter.snapshot();
  expect({ requests, retries }).toEqual({ requests: 4, retries: 3 });
  expect(lanes).toMatchObject({ a: { requests: 2, retries: 1 }, b: { requests: 2, retries: 2 } });
});

test("response times are of replies only", async () => {
  const { limiter, send } = setUp();
  for (const ms of [10, 20, 30]) await send(OK, "ls20", ms);
  await send({ kind: "unknown", reason: "timeout" }, "ls20", 30_000);
  expect(limiter.snapshot().responseMs).toEqual({ p50: 20, p95: 30, p99: 30 });
});

test("an incident keeps what was known when the 429 came; the latest 100 are kept", async () => {
  const { clock, limiter, send } = setUp();
  await send(null);
  await clock.advance(500);
  await send({ kind: "limited", retryAfterMs: 7_000 }, "vc33");
  expect(limiter.snapshot().incidents).toEqual([
    {
      at: clock.wallMs(),
      lane: "vc33",
      retryAfterMs: 7_000,
      lastMinute: 2,
      inFlight: 2,
      consecutive: 1,
      waitMs: 7_000,
    },
  ]);
  for (let i = 0; i < 120; i += 1) await send({ kind: "limited" });
  const { incidents } = limiter.snapshot();
  expect(incidents).toHaveLength(100);
  expect(incidents.at(-1)?.consecutive).toBe(121);
});

test.each([
  [4, "All is good"],
  [5, "Consider slowing down"],
  [14, "Consider slowing down"],
  [15, "Slow down"],
])("%i 429s in a hundred: %s", async (limited, words) => {
  const { limiter, send } = setUp();
  for (let i = 0; i < 100; i += 1) await send(i < limited ? { kind: "limited" } : OK);
  expect(limiter.snapshot().recommendation).toContain(words);
});

describe("efficiency", () => {
  test("is what was granted of what the rate allowed, while somebody waited", () => {
    const efficiency = createEfficiency(8 / 1_000);
    expect(efficiency.value(0)).toBe(null);
    for (let i = 0; i < 99; i += 1) efficiency.countGrant();
    efficiency.demand(true, 1_000);
    for (let i = 0; i < 6; i += 1) efficiency.countGrant();
    expect(efficiency.value(2_000)).toBe(0.75);
    efficiency.demand(false, 2_000);
    efficiency.countGrant();
    expect(efficiency.value(9_000)).toBe(0.75);
    efficiency.demand(true, 9_000);
    expect(efficiency.value(10_000)).toBe(0.375);
  });

  test("is never above 1, and null where nothing limits", () => {
    const efficiency = createEfficiency(1 / 1_000);
    efficiency.demand(true, 0);
    for (let i = 0; i < 9; i += 1) efficiency.countGrant();
    expect(efficiency.value(1_000)).toBe(1);
    const unlimited = createEfficiency(Number.POSITIVE_INFINITY);
    unlimited.demand(true, 0);
    expect(unlimited.value(1_000)).toBe(null);
  });
});

describe("samples", () => {
  test("nearest rank", () => {
    const samples = createSamples(1_000);
    for (let i = 100; i >= 1; i -= 1) samples.add(i);
    expect(samples.percentiles()).toEqual({ p50: 50, p95: 95, p99: 99 });
  });

  test("only the latest count", () => {
    const samples = createSamples(10);
    for (let i = 0; i < 1_000; i += 1) samples.add(5_000);
    for (let i = 0; i < 10; i += 1) samples.add(1);
    expect(samples.percentiles()).toEqual({ p50: 1, p95: 1, p99: 1 });
  });
});
