import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Clock } from "../../../src/base/clock.ts";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { EMPTY_BUDGET } from "../../../src/limiter/budget/budget.ts";
import { type Pace, type RulesOverrides, rulesFor } from "../../../src/limiter/budget/pace.ts";
import { createStore } from "../../../src/limiter/cells/create-store.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { busiest } from "../busiest.ts";
import { createSharedState } from "../shared-cell.ts";
import { createSimulatedServer, work } from "../simulated-server.ts";

/** Processes on one budget, each with games of its own, against a server of 600 a minute. */
function setUp({ latencyMs = 0, overrides = {} as RulesOverrides, pace = "max" as Pace } = {}) {
  const clock = createFakeClock();
  const rules = rulesFor(pace, overrides);
  const shared = createSharedState(clock, EMPTY_BUDGET);
  const server = createSimulatedServer(clock, {
    limit: rules.perMinute ?? 600,
    windowMs: rules.windowMs,
  });

  function start(
    id: string,
    { games = 25, weight = 1, untilMs = 180_000, replyMs = 40, lossRate = 0 } = {},
  ) {
    const own = createMortalClock(clock);
    const cell = shared.join(latencyMs, own);
    const store = createStore({ cell, rules, clock: own, member: { id, weight } });
    const limiter = assembleLimiter({ rules, clock: own, random: createRandom(id), store });
    const random = createRandom(`latency of ${id}`);
    const sent: number[] = [];
    const ends: number[] = [];
    const noting = {
      ...server,
      receive() {
        sent.push(clock.now());
        return server.receive();
      },
    };
    for (let i = 0; i < games; i += 1) {
      const lane = `${id} ${i}`;
      const latency = { latencyMs: replyMs, lossRate };
      work({ limiter, clock: own, server: noting, random, lane, untilMs, ...latency }).then(
        (granted) => ends.push(granted),
      );
    }
    const during = (fromMs: number, toMs: number) =>
      sent.filter((atMs) => atMs >= fromMs && atMs < toMs).length;
    return { sent, ends, during, kill: own.kill };
  }
  return { clock, shared, server, start };
}

/** The clock of a process that can be killed: from then on nothing in it ever happens. */
function createMortalClock(clock: Clock): Clock & { kill(): void } {
  let isDead = false;
  return {
    ...clock,
    async sleep(ms, signal) {
      await clock.sleep(ms, signal);
      if (isDead) await new Promise(() => {});
    },
    kill() {
      isDead = true;
    },
  };
}

describe.each([0, 4])("a store that answers in %i ms", (latencyMs) => {
  test.each([2, 5])("%i equal processes use the whole limit in equal parts", async (count) => {
    const { clock, shared, server, start } = setUp({ latencyMs });
    const all = Array.from({ length: count }, (_, i) => start(`p${i}`));
    await clock.advance(180_000);
    const sent = all.map(({ sent: { length } }) => length);
    expect(server.refused).toBe(0);
    expect(busiest(server.arrivals, 60_000)).toBeLessThanOrEqual(600);
    expect(busiest(server.arrivals, 1_000)).toBeLessThanOrEqual(11);
    expect(server.arrivals.length).toBeGreaterThanOrEqual(0.97 * 1_800);
    expect(Math.max(...sent) / Math.min(...sent)).toBeLessThanOrEqual(1.2);
    expect(shared.updates / server.arrivals.length).toBeLessThanOrEqual(5);
    expect(shared.longest).toBeLessThanOrEqual(9_000);
  });

  test("a weight is a share", async () => {
    const { clock, server, start } = setUp({ latencyMs });
    const heavy = start("heavy", { weight: 3 });
    const light = start("light");
    await clock.advance(180_000);
    expect(server.refused).toBe(0);
    expect(heavy.sent.length / light.sent.length).toBeGreaterThan(2.7);
    expect(heavy.sent.length / light.sent.length).toBeLessThan(3.3);
    expect(server.arrivals.length).toBeGreaterThanOrEqual(0.97 * 1_800);
  });

  test("one alone gets everything, and gives back what others want within a window", async () => {
    const { clock, server, start } = setUp({ latencyMs });
    const first = start("first", { untilMs: 240_000 });
    await clock.advance(120_000);
    expect(first.sent.length).toBeGreaterThanOrEqual(0.98 * 1_200);
    const second = start("second", { untilMs: 240_000 });
    await clock.advance(60_000);
    const [one, two] = [first.during(120_000, 180_000), second.during(120_000, 180_000)];
    expect(one / two).toBeLessThan(1.2);
    expect(two / one).toBeLessThan(1.2);
    expect(one + two).toBeGreaterThanOrEqual(0.97 * 600);
    expect(server.refused).toBe(0);
  });

  test("who has little to do leaves the rest to the others", async () => {
    const { clock, server, start } = setUp({ latencyMs });
    const idle = start("idle", { games: 1, replyMs: 500 });
    start("busy");
    await clock.advance(180_000);
    expect(server.arrivals.length).toBeGreaterThanOrEqual(0.97 * 1_800);
    expect(server.refused).toBe(0);
    // Alone it would send about two a second.
    expect(idle.sent.length).toBeGreaterThan(180);
  });

  test("what a killed process had is the others' within a window", async () => {
    const { clock, server, start } = setUp({ latencyMs });
    const killed = start("a", { untilMs: 240_000 });
    const left = start("b", { untilMs: 240_000 });
    await clock.advance(90_000);
    killed.kill();
    await clock.advance(150_000);
    expect(killed.during(90_100, 240_000)).toBe(0);
    expect(left.during(90_000, 150_000)).toBeGreaterThanOrEqual(0.97 * 600);
    expect(left.during(150_000, 210_000)).toBeGreaterThanOrEqual(0.97 * 600);
    expect(server.refused).toBe(0);
  });

  test("at the documented pace, too", async () => {
    const { clock, shared, server, start } = setUp({ latencyMs, pace: "api" });
    const all = ["a", "b", "c"].map((id) => start(id));
    await clock.advance(180_000);
    const sent = all.map(({ sent: { length } }) => length);
    expect(server.refused).toBe(0);
    expect(busiest(server.arrivals, 1_000)).toBeLessThanOrEqual(8);
    expect(Math.max(...sent) / Math.min(...sent)).toBeLessThanOrEqual(1.2);
    // 8 that count to one second after the reply, 0.04 s on average.
    expect(server.arrivals.length).toBeGreaterThanOrEqual((0.93 * 180_000) / (1_040 / 8));
    expect(shared.updates / server.arrivals.length).toBeLessThanOrEqual(5);
  });
});

test("whoever joins, loses replies or is killed: no limit is broken, every living waiter ends", async () => {
  const processes = fc.array(
    fc.record({
      weight: fc.constantFrom(0.5, 1, 3),
      games: fc.integer({ min: 1, max: 4 }),
      replyMs: fc.constantFrom(5, 80, 900),
      lossRate: fc.constantFrom(0, 0.1),
      startMs: fc.integer({ min: 0, max: 6_000 }),
      killMs: fc.option(fc.integer({ min: 0, max: 12_000 }), { nil: null, freq: 2 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(
      processes,
      fc.constantFrom(0, 10),
      fc.constantFrom<Pace>("api", "max"),
      async (plan, latencyMs, pace) => {
        const overrides = { windowMs: 3_000, perMinute: 20, timeoutMs: 2_000, spacingMs: 0 };
        const { clock, server, start } = setUp({ latencyMs, overrides, pace });
        const living: { games: number; ends: number[] }[] = [];
        for (const [i, { startMs, killMs, ...what }] of plan.entries()) {
          clock.sleep(startMs).then(() => {
            const { kill, ends } = start(`p${i}`, { ...what, untilMs: startMs + 10_000 });
            if (killMs === null) living.push({ games: what.games, ends });
            else clock.sleep(killMs).then(kill);
          });
        }
        await clock.advance(120_000);
        expect(server.refused).toBe(0);
        for (const { games, ends } of living) {
          expect(ends).toHaveLength(games);
          expect(Math.min(...ends)).toBeGreaterThan(0);
        }
        expect(clock.sleepers()).toBe(0);
      },
    ),
    { numRuns: 25 },
  );
});
