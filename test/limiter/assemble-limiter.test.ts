import { getEventListeners } from "node:events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { assembleLimiter } from "../../src/limiter/assemble-limiter.ts";
import { type Claim, EMPTY_BUDGET } from "../../src/limiter/budget/budget.ts";
import type { Answer, Exchange } from "../../src/limiter/budget/exchange.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import { createStore } from "../../src/limiter/cells/create-store.ts";
import { createMemoryCell } from "../../src/limiter/cells/memory-cell.ts";
import type { LimiterStore } from "../../src/limiter/cells/store.ts";
import type { Grant, Priority } from "../../src/limiter/limiter.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";
import { busiest } from "./busiest.ts";
import { createSimulatedServer, work } from "./simulated-server.ts";

function setUp(...args: Parameters<typeof rulesFor>) {
  const clock = createFakeClock();
  const rules = rulesFor(...args);
  return { clock, rules, limiter: assembleLimiter({ rules, clock, random: createRandom(1) }) };
}

const lane = "ls20";

describe("many games at once", () => {
  test.each([
    ["api", 80, 8],
    ["api", 1_000, 8],
    ["max", 40, 11],
  ] as const)(
    "pace %s, up to %i ms each way: no 429, no game starves",
    async (pace, latencyMs, most) => {
      const { clock, limiter } = setUp(pace);
      const server = createSimulatedServer(clock, { limit: 600, windowMs: 60_000 });
      const random = createRandom(latencyMs);
      const untilMs = 150_000;
      const games = Array.from({ length: 25 }, (_, i) =>
        work({ limiter, clock, server, random, lane: `game${i}`, latencyMs, untilMs }),
      );
      await clock.advance(untilMs + 10_000);
      const grants = await Promise.all(games);
      expect(server.refused).toBe(0);
      expect(busiest(server.arrivals, 60_000)).toBeLessThanOrEqual(600);
      expect(busiest(server.arrivals, 1_000)).toBeLessThanOrEqual(most);
      expect(Math.max(...grants) / Math.min(...grants)).toBeLessThanOrEqual(1.1);
      expect(clock.sleepers()).toBe(0);
    },
  );

  test("pace max reaches 99 % of the server's limit", async () => {
    const { clock, limiter } = setUp("max");
    const server = createSimulatedServer(clock, { limit: 600, windowMs: 60_000 });
    const random = createRandom(3);
    for (let i = 0; i < 25; i += 1) {
      work({ limiter, clock, server, random, lane: `game${i}`, latencyMs: 40, untilMs: 180_000 });
    }
    await clock.advance(180_000);
    expect(server.refused).toBe(0);
    expect(server.arrivals.length).toBeGreaterThanOrEqual(0.99 * 1_800);
    expect(limiter.snapshot().efficiency).toBeGreaterThanOrEqual(0.99);
  });
});

describe("random schedules", () => {
  const plans = fc.array(
    fc.record({
      lane: fc.constantFrom("a", "b", "c", "scorecard"),
      priority: fc.constantFrom<Priority>("critical", "normal", "background"),
      atMs: fc.integer({ min: 0, max: 8_000 }),
      thereMs: fc.integer({ min: 0, max: 600 }),
      backMs: fc.integer({ min: 0, max: 600 }),
      fate: fc.constantFrom("reply", "reply", "reply", "http_500", "lost", "crash"),
      abortMs: fc.option(fc.integer({ min: 0, max: 9_000 }), { nil: null, freq: 4 }),
    }),
    { minLength: 10, maxLength: 70 },
  );

  test("the server's limits hold, every waiter ends, nothing is left behind", async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const { clock, limiter } = setUp("api", {
          windowMs: 3_000,
          perMinute: 20,
          timeoutMs: 2_000,
        });
        const server = createSimulatedServer(clock, { limit: 20, windowMs: 3_000 });
        const ends: string[] = [];
        for (const item of plan) {
          const controller = new AbortController();
          if (item.abortMs !== null) {
            clock.sleep(item.abortMs).then(() => controller.abort(new Error("enough")));
          }
          const run = async () => {
            await clock.sleep(item.atMs);
            const grant = await limiter.acquire({ ...item, signal: controller.signal });
            await clock.sleep(item.thereMs);
            const reply = server.receive();
            await clock.sleep(item.backMs);
            if (item.fate === "crash") return "granted";
            if (item.fate === "lost") grant.settle({ kind: "unknown", reason: "reset" });
            else if (item.fate === "http_500") grant.settle({ kind: "failed", reason: item.fate });
            else grant.settle(reply);
            return "granted";
          };
          run().then(
            (end) => ends.push(end),
            (error) => ends.push(error.message),
          );
        }
        await clock.advance(200_000);
        expect(ends).toHaveLength(plan.length);
        expect(ends.every((end) => end === "granted" || end === "enough")).toBe(true);
        expect(server.refused).toBe(0);
        expect(busiest(server.arrivals, 1_000)).toBeLessThanOrEqual(8);
        expect(clock.sleepers()).toBe(0);
        const snapshot = limiter.snapshot();
        expect(snapshot).toMatchObject({ queued: 0, inFlight: 0, lastMinute: 0, lastSecond: 0 });
        expect(snapshot.requests).toBe(ends.filter((end) => end === "granted").length);
      }),
      { numRuns: 40 },
    );
  });

  test("whatever the server refuses, everybody gets through in the end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.boolean(), async (seed, countsRefused) => {
        const { clock, limiter } = setUp("api");
        // A server stricter than we believe.
        const server = createSimulatedServer(clock, { limit: 4, windowMs: 5_000, countsRefused });
        const random = createRandom(seed);
        const games = Array.from({ length: 6 }, (_, i) =>
          work({ limiter, clock, server, random, lane: `g${i}`, latencyMs: 100, untilMs: 60_000 }),
        );
        await clock.advance(300_000);
        const grants = await Promise.all(games);
        expect(Math.min(...grants)).toBeGreaterThan(0);
        expect(server.refused).toBeGreaterThan(0);
        expect(limiter.snapshot().limited).toBe(server.refused);
      }),
      { numRuns: 10 },
    );
  });
});

describe("acquire", () => {
  test("goes at once where nothing holds", async () => {
    const { clock, limiter } = setUp("api");
    expect(await limiter.acquire({ lane })).toMatchObject({ waitedMs: 0, waitReason: "none" });
    expect(clock.sleepers()).toBe(0);
  });

  test("says how long it waited and why", async () => {
    const { clock, limiter } = setUp("api");
    (await limiter.acquire({ lane })).settle({ kind: "ok" });
    const next = limiter.acquire({ lane });
    await clock.advance(150);
    expect(await next).toMatchObject({ waitedMs: 150, waitReason: "spacing" });
  });

  test("a lane that rests holds up no other", async () => {
    const { limiter } = setUp("api");
    await limiter.acquire({ lane });
    limiter.acquire({ lane });
    expect(await limiter.acquire({ lane: "vc33" })).toMatchObject({ waitedMs: 0 });
  });

  test("critical requests pass the others, and may use the reserve", async () => {
    const { clock, limiter } = setUp("api", { perMinute: 4, reserve: 0.25, spacingMs: 0 });
    for (let i = 0; i < 3; i += 1) (await limiter.acquire({ lane })).settle({ kind: "ok" });
    let isGranted = false;
    const normal = limiter.acquire({ lane }).then((grant) => {
      isGranted = true;
      return grant;
    });
    const critical = await limiter.acquire({ lane: "scorecard", priority: "critical" });
    expect(critical.waitedMs).toBe(0);
    critical.settle({ kind: "ok" });
    await clock.advance(59_999);
    expect(isGranted).toBe(false);
    await clock.advance(1);
    expect(await normal).toMatchObject({ waitedMs: 60_000, waitReason: "window" });
  });

  test("asks the store once, however many lanes wait for the same limit", async () => {
    const clock = createFakeClock();
    const options = { rules: rulesFor("api"), clock, random: createRandom(1) };
    const memory = createStore({ ...options, cell: createMemoryCell(clock, EMPTY_BUDGET) });
    let asked = 0;
    const store: LimiterStore = {
      ...memory,
      exchange<C extends Claim>(what: Exchange<C>) {
        const answer = memory.exchange(what) as Answer<C>;
        asked += answer.decisions.length;
        return answer;
      },
    };
    const limiter = assembleLimiter({ ...options, store });
    const grants: Grant[] = [];
    for (let i = 0; i < 8; i += 1) grants.push(await limiter.acquire({ lane: `first${i}` }));
    for (let i = 0; i < 30; i += 1) limiter.acquire({ lane: `g${i}` });
    asked = 0;
    grants[0]?.settle({ kind: "ok" });
    expect(asked).toBe(1);
    await clock.advance(1_000);
    // The first in line may go, the second may not.
    expect(asked).toBe(3);
  });

  test("one timer serves all who wait, and none stays when nobody does", async () => {
    const { clock, limiter } = setUp("api");
    const controller = new AbortController();
    const { signal } = controller;
    for (let i = 0; i < 8; i += 1) await limiter.acquire({ lane: `g${i}` });
    const waiting = Array.from({ length: 50 }, (_, i) =>
      limiter.acquire({ lane: `g${i}`, signal }),
    );
    expect(clock.sleepers()).toBe(1);
    controller.abort(new Error("enough"));
    const ends = await Promise.allSettled(waiting);
    expect(ends.every(({ status }) => status === "rejected")).toBe(true);
    await clock.advance(0);
    expect(clock.sleepers()).toBe(0);
  });
});

describe("aborting", () => {
  test("rejects with the signal's reason, at once when it is aborted already", async () => {
    const { limiter } = setUp("api");
    const reason = new Error("enough");
    await expect(limiter.acquire({ lane, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await limiter.acquire({ lane });
    const controller = new AbortController();
    const waiting = limiter.acquire({ lane, signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(limiter.snapshot()).toMatchObject({ requests: 1, queued: 0, inFlight: 1 });
  });

  test("takes nothing with it: the next in line goes when it would have", async () => {
    const { clock, limiter } = setUp("api");
    const controller = new AbortController();
    (await limiter.acquire({ lane })).settle({ kind: "ok" });
    const aborted = limiter.acquire({ lane, signal: controller.signal });
    const next = limiter.acquire({ lane });
    controller.abort();
    await expect(aborted).rejects.toThrow();
    await clock.advance(150);
    expect(await next).toMatchObject({ waitedMs: 150 });
  });

  test("after the grant changes nothing", async () => {
    const { limiter } = setUp("api");
    const controller = new AbortController();
    const grant = await limiter.acquire({ lane, signal: controller.signal });
    controller.abort();
    grant.settle({ kind: "ok" });
    expect(limiter.snapshot()).toMatchObject({ requests: 1, ok: 1 });
  });

  test("once granted, nothing listens to the signal any more", async () => {
    const { clock, limiter } = setUp("api");
    const { signal } = new AbortController();
    const first = await limiter.acquire({ lane, signal });
    const waiting = limiter.acquire({ lane, signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    first.settle({ kind: "ok" });
    await clock.advance(150);
    await waiting;
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("many waiters on one signal draw no warning", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on("warning", listen);
    const { limiter, clock } = setUp("api");
    const controller = new AbortController();
    await limiter.acquire({ lane });
    const waiting = Array.from({ length: 30 }, () =>
      limiter.acquire({ lane, signal: controller.signal }).catch(() => "aborted"),
    );
    await clock.advance(0);
    controller.abort();
    expect(await Promise.all(waiting)).toEqual(Array(30).fill("aborted"));
    process.off("warning", listen);
    expect(warnings).toEqual([]);
  });
});

describe("settle", () => {
  test("twice is once", async () => {
    const { limiter } = setUp("api");
    const grant = await limiter.acquire({ lane });
    grant.settle({ kind: "ok" });
    const before = limiter.snapshot();
    grant.settle({ kind: "limited", retryAfterMs: 5_000 });
    expect(limiter.snapshot()).toEqual(before);
  });

  test("a 429 makes every lane wait, once", async () => {
    const { clock, limiter } = setUp("off");
    const burst: Grant[] = [];
    for (let i = 0; i < 5; i += 1) burst.push(await limiter.acquire({ lane: `g${i}` }));
    for (const grant of burst) grant.settle({ kind: "limited", retryAfterMs: 3_000 });
    const retries = burst.map((_, i) => limiter.acquire({ lane: `g${i}` }));
    await clock.advance(3_000);
    const probe = await Promise.race(retries);
    expect(probe).toMatchObject({ waitedMs: 3_000, waitReason: "cooldown" });
    expect(limiter.snapshot()).toMatchObject({ queued: 4, consecutiveLimited: 1 });
    probe.settle({ kind: "ok" });
    expect(await Promise.all(retries)).toHaveLength(5);
    expect(limiter.snapshot()).toMatchObject({ limited: 5, consecutiveLimited: 0, cooldownMs: 0 });
  });
});
