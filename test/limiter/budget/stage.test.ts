import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { type RulesOverrides, rulesFor } from "../../../src/limiter/budget/pace.ts";
import { stageAt } from "../../../src/limiter/budget/stage.ts";
import type { GrantRequest, LimiterEvent, Stage } from "../../../src/limiter/limiter.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { createSimulatedServer, work } from "../simulated-server.ts";

function setUp(pace: "api" | "max" | "off", overrides: RulesOverrides = {}) {
  const clock = createFakeClock();
  const events: LimiterEvent[] = [];
  const limiter = assembleLimiter({
    rules: rulesFor(pace, overrides),
    clock,
    random: createRandom(1),
    onEvent: (event) => events.push(event),
  });
  /** Takes `count` grants whose replies come at once. */
  const take = async (count: number, request: Partial<GrantRequest> = {}) => {
    for (let i = 0; i < count; i += 1) {
      (await limiter.acquire({ lane: `game${i}`, ...request })).settle({ kind: "ok" });
    }
  };
  /** Asks for a grant; `waitedMs` is null until it is there. */
  const ask = (request: Partial<GrantRequest>) => {
    const asked = { waitedMs: null as number | null, reason: "" };
    limiter.acquire({ lane: "advice", ...request }).then((grant) => {
      asked.waitedMs = grant.waitedMs;
      asked.reason = grant.waitReason;
      grant.settle({ kind: "ok" });
    });
    return asked;
  };
  return { clock, limiter, events, take, ask };
}

/** A hundred in a window, nothing else. */
const WINDOW = { perMinute: 100, reserve: 0 };

describe("the stage", () => {
  test("begins at 80 and 90 %, ends at 70 and 80 %", () => {
    const walk = (uses: readonly number[]) => {
      let stage: Stage = "normal";
      return uses.map((use) => {
        stage = stageAt(use, stage);
        return stage.split("-")[0];
      });
    };
    expect(walk([0.79, 0.8, 0.71, 0.7, 0.79])).toEqual([
      "normal",
      "background",
      "background",
      "normal",
      "normal",
    ]);
    expect(walk([0.89, 0.9, 0.81, 0.8, 0.89, 1.4, 0.7])).toEqual([
      "background",
      "optional",
      "optional",
      "background",
      "background",
      "optional",
      "normal",
    ]);
  });

  test("does not flap: between two changes the use moves by a tenth", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1.2, noNaN: true })), (uses) => {
        let stage: Stage = "normal";
        let sinceUse: number | null = null;
        for (const use of uses) {
          const next = stageAt(use, stage);
          if (next !== stage) {
            if (sinceUse !== null) expect(Math.abs(use - sinceUse)).toBeGreaterThan(1e-9);
            sinceUse = use;
          }
          stage = next;
          // Asked again at the same use it stays.
          expect(stageAt(use, stage)).toBe(stage);
        }
      }),
    );
  });
});

describe("who is deferred", () => {
  test("background from 80 %, optional from 90 %, normal and critical never", async () => {
    const { limiter, take, ask, clock } = setUp("off", WINDOW);
    await take(80);
    expect(limiter.snapshot()).toMatchObject({ stage: "background-deferred", windowUse: 0.8 });
    const background = ask({ priority: "background" });
    await clock.advance(0);
    expect(background.waitedMs).toBe(null);
    await take(9, { lane: "hints", optional: true });
    await take(1);
    expect(limiter.snapshot()).toMatchObject({ stage: "optional-deferred", windowUse: 0.9 });
    const optional = ask({ lane: "hints", optional: true });
    const critical = ask({ priority: "critical", optional: true });
    await take(9);
    expect(critical.waitedMs).toBe(0);
    expect(optional.waitedMs).toBe(null);
    expect(limiter.snapshot()).toMatchObject({ queued: 2, lastMinute: 100 });
  });

  test("one that is deferred goes when the use has fallen, and says why it waited", async () => {
    const { take, ask, clock } = setUp("off", WINDOW);
    await take(40);
    await clock.advance(20_000);
    await take(55);
    const optional = ask({ lane: "hints", optional: true });
    const background = ask({ priority: "background" });
    // The first 40 are forgotten after a minute.
    await clock.advance(39_999);
    expect([background.waitedMs, optional.waitedMs]).toEqual([null, null]);
    await clock.advance(1);
    expect(background).toEqual({ waitedMs: 40_000, reason: "deferred" });
    expect(optional).toEqual({ waitedMs: 40_000, reason: "deferred" });
  });

  test("nobody starves: after a window of full use one goes by its priority", async () => {
    const { limiter, clock } = setUp("max");
    const server = createSimulatedServer(clock, { limit: 600, windowMs: 60_000 });
    const random = createRandom(1);
    for (let i = 0; i < 15; i += 1) {
      const lane = `g${i}`;
      work({ limiter, clock, server, random, lane, latencyMs: 40, untilMs: 240_000 });
    }
    await clock.advance(90_000);
    const waits: number[] = [];
    for (const request of [{ priority: "background" }, { optional: true }] as const) {
      limiter.acquire({ lane: "advice", ...request }).then((grant) => {
        waits.push(grant.waitedMs);
        grant.settle({ kind: "ok" });
      });
    }
    await clock.advance(59_000);
    expect(waits).toEqual([]);
    // One in 21 is background work's then, at ten a second.
    await clock.advance(1_000 + 2 * 2_200);
    expect(waits).toHaveLength(2);
    for (const waitedMs of waits) expect(waitedMs).toBeGreaterThanOrEqual(60_000);
    expect(server.refused).toBe(0);
  });

  test("tokens fill the window as requests do", async () => {
    const { limiter, take, ask, clock } = setUp("off", {
      ...WINDOW,
      inputTokensPerMinute: 1_000,
    });
    // In flight it is held at three times its estimate.
    const grant = await limiter.acquire({ lane: "model", cost: { inputTokens: 300 } });
    grant.settle({ kind: "ok", usage: { inputTokens: 750 } });
    const background = ask({ priority: "background" });
    await take(1);
    expect(limiter.snapshot()).toMatchObject({ stage: "background-deferred", windowUse: 0.75 });
    expect(background.waitedMs).toBe(null);
    await clock.advance(60_000);
    expect(background.waitedMs).toBe(60_000);
  });

  test("without limits nobody is", async () => {
    const { events, limiter, take } = setUp("off");
    await take(700, { priority: "background" });
    expect(events).toEqual([]);
    expect(limiter.snapshot()).toMatchObject({ stage: "normal", windowUse: 0, throttle: 1 });
  });
});

describe("what is told", () => {
  const stages = (events: readonly LimiterEvent[]) =>
    events.flatMap((event) => (event.type === "stage" ? [event.stage] : []));

  test("each change of stage, once", async () => {
    const { clock, events, take } = setUp("off", WINDOW);
    for (let round = 0; round < 2; round += 1) {
      await take(99);
      await clock.advance(60_000);
      await take(1);
      await clock.advance(60_000);
    }
    const round = ["background-deferred", "optional-deferred", "normal"];
    expect(stages(events)).toEqual([...round, ...round]);
    expect(events[0]).toEqual({ type: "stage", stage: "background-deferred", windowUse: 0.8 });
  });

  test.each(["max", "api"] as const)(
    "once each in ten minutes at pace %s, whose window is meant to be full",
    async (pace) => {
      const { clock, events, limiter } = setUp(pace, { spacingMs: 0 });
      const server = createSimulatedServer(clock, { limit: 600, windowMs: 60_000 });
      const random = createRandom(1);
      for (let i = 0; i < 15; i += 1) {
        const lane = `g${i}`;
        work({ limiter, clock, server, random, lane, latencyMs: 40, untilMs: 600_000 });
      }
      await clock.advance(600_000);
      expect(stages(events)).toEqual(["background-deferred", "optional-deferred"]);
      expect(events).toHaveLength(2);
    },
  );

  test("429s, cuts and the recovery", async () => {
    const { clock, events, limiter } = setUp("off", { ...WINDOW, windowMs: 5_000 });
    (await limiter.acquire({ lane: "a" })).settle({ kind: "limited", retryAfterMs: 1_000 });
    await clock.advance(1_000);
    for (let i = 0; i < 3_000; i += 1) {
      limiter.acquire({ lane: "a" }).then((grant) => grant.settle({ kind: "ok" }));
    }
    await clock.advance(400_000);
    const told = events.filter(({ type }) => type !== "stage");
    expect(told).toMatchObject([
      { type: "throttle-cut", throttle: 0.7 },
      { type: "incident", incident: { lane: "a", waitMs: 1_000 } },
      { type: "throttle-recovered" },
    ]);
    expect(limiter.snapshot()).toMatchObject({ throttle: 1, ok: 3_000 });
  });

  test("one who fails as it is told breaks nothing, and may use the limiter", async () => {
    const clock = createFakeClock();
    const limiter = assembleLimiter({
      rules: rulesFor("off", WINDOW),
      clock,
      random: createRandom(1),
      onEvent: () => limiter.acquire({ lane: "listener", priority: "critical" }),
    });
    for (let i = 0; i < 90; i += 1) await limiter.acquire({ lane: "a" });
    await clock.advance(0);
    expect(limiter.snapshot().lanes).toMatchObject({ listener: { requests: 2 } });
  });
});
