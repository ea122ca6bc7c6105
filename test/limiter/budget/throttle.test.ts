import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { type BudgetState, EMPTY_BUDGET } from "../../../src/limiter/budget/budget.ts";
import { decide } from "../../../src/limiter/budget/decide.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf } from "../../../src/limiter/budget/plan.ts";
import type { Rules } from "../../../src/limiter/budget/rules.ts";
import { settle } from "../../../src/limiter/budget/settle.ts";
import { NO_THROTTLE, throttledRules } from "../../../src/limiter/budget/throttle.ts";
import type { Slot } from "../../../src/limiter/budget/window.ts";
import { rejoinBudget, shareOfBudget } from "../../../src/limiter/cells/budget-share.ts";
import { createStore } from "../../../src/limiter/cells/create-store.ts";
import { createMemoryCell } from "../../../src/limiter/cells/memory-cell.ts";
import type { LimiterEvent, Outcome } from "../../../src/limiter/limiter.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { createSimulatedServer, work } from "../simulated-server.ts";

const OK: Outcome = { kind: "ok" };
const LIMITED: Outcome = { kind: "limited" };

/** A budget in a store's hands: at its own level. */
function budgetOf(rules: Rules, level = 1, patience = NO_THROTTLE.patience) {
  let state: BudgetState = {
    ...EMPTY_BUDGET,
    throttle: { ...NO_THROTTLE, level, refusedAt: level, patience },
  };
  const plan = () => planOf(throttledRules(rules, state.throttle.level));
  let sent = 0;
  return {
    throttle: () => state.throttle,
    /** A slot, or how long to wait. */
    ask(nowMs: number): Slot | number {
      const claim = { lane: `game${sent++}`, priority: "normal" } as const;
      const next = decide(state, nowMs, claim, plan());
      state = next.state;
      return next.decision.granted ? next.decision.slot : next.decision.waitMs;
    },
    settle(nowMs: number, slot: Slot, outcome: Outcome) {
      state = settle(state, nowMs, { slot, outcome, chance: 0, agoMs: 0 }, plan()).state;
    },
  };
}

/** Sends one after the other from `fromMs` on, `everyMs` apart or as soon as it may. */
function sendAll(
  budget: ReturnType<typeof budgetOf>,
  { fromMs, everyMs = 0, count }: { fromMs: number; everyMs?: number; count: number },
): number {
  let nowMs = fromMs;
  for (let sent = 0; sent < count; ) {
    const answer = budget.ask(nowMs);
    if (typeof answer === "number") nowMs += answer;
    else {
      budget.settle(nowMs, answer, OK);
      nowMs += everyMs;
      sent += 1;
    }
  }
  return nowMs;
}

const RULES: Rules = { ...rulesFor("api"), spacingMs: 0 };
test("the n-th 429 in a row leaves 0.7ⁿ of the limits, and a twentieth at the least", () => {
  const budget = budgetOf(RULES);
  let nowMs = 0;
  for (let n = 0; n < 12; n += 1) {
    expect(budget.throttle().level).toBeCloseTo(Math.max(0.05, 0.7 ** n), 9);
    const slot = budget.ask(nowMs);
    if (typeof slot === "number") throw new Error(`refused for ${slot} ms`);
    budget.settle(nowMs, slot, LIMITED);
    nowMs += 61_000;
  }
});

test("no limit is ever raised, one request in a window is left, tokens keep theirs", () => {
  const limit = fc.option(fc.integer({ min: 1, max: 1_000 }));
  fc.assert(
    fc.property(
      limit,
      fc.option(fc.double({ min: 0.01, max: 50, noNaN: true })),
      fc.integer({ min: 0, max: 5_000 }),
      fc.integer({ min: 500, max: 60_000 }),
      fc.boolean(),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (perMinute, perSecond, sendGapMs, windowMs, evenly, level) => {
        const more = { inputTokensPerMinute: 100, sendGapMs, windowMs, evenly };
        const rules: Rules = { ...rulesFor("off", more), perMinute, perSecond };
        const [known, now] = [planOf(rules), planOf(throttledRules(rules, level))];
        expect(now.minute.limit).toBeLessThanOrEqual(known.minute.limit);
        expect(now.minute.ordinaryLimit).toBeGreaterThanOrEqual(1);
        expect(now.second.limit / now.second.spanMs).toBeLessThanOrEqual(
          known.second.limit / known.second.spanMs,
        );
        expect(now.gapMs).toBeGreaterThanOrEqual(known.gapMs);
        const longestMs = Math.max(
          known.gapMs,
          windowMs,
          perSecond === null ? 0 : 1_000 / perSecond,
        );
        expect(now.gapMs).toBeLessThanOrEqual(longestMs * (1 + 1e-9));
        expect(now.input).toEqual(known.input);
      },
    ),
  );
});

test("the level stays between a twentieth and 1 whatever comes", () => {
  const step = fc.record({
    passMs: fc.integer({ min: 0, max: 5_000 }),
    settled: fc.integer({ min: 0, max: 20 }),
    outcome: fc.constantFrom<Outcome>(OK, OK, OK, OK, LIMITED, {
      kind: "failed",
      reason: "http_500",
    }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const budget = budgetOf(RULES);
      const open: Slot[] = [];
      let nowMs = 0;
      for (const { passMs, settled, outcome } of steps) {
        nowMs += passMs;
        const answer = budget.ask(nowMs);
        if (typeof answer !== "number") open.push(answer);
        const slot = open[settled % Math.max(1, open.length)];
        const before = budget.throttle().level;
        if (slot) budget.settle(nowMs, slot, outcome);
        const { level } = budget.throttle();
        expect(level).toBeGreaterThanOrEqual(0.05);
        expect(level).toBeLessThanOrEqual(1);
        if (outcome.kind === "failed") expect(level).toBe(before);
        if (outcome.kind === "ok") expect(level).toBeGreaterThanOrEqual(before);
      }
    }),
    { numRuns: 40 },
  );
});

test("one burst cuts once, in whatever order its replies come, and however often", () => {
  const kinds = fc.array(fc.constantFrom(OK, LIMITED), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(
      kinds.chain((outcomes) =>
        fc.tuple(
          fc.constant(outcomes),
          fc.shuffledSubarray([...outcomes.keys()], { minLength: outcomes.length }),
        ),
      ),
      ([outcomes, order]) => {
        const after = (places: readonly number[]) => {
          const budget = budgetOf(RULES);
          const slots = outcomes.map(() => budget.ask(0) as Slot);
          for (const i of places) budget.settle(100, slots[i]!, outcomes[i]!);
          return budget.throttle();
        };
        const inOrder = after([...outcomes.keys()]);
        expect(inOrder.level).toBe(outcomes.includes(LIMITED) ? 0.7 : 1);
        expect(after(order)).toEqual(inOrder);
        expect(after([...order, ...order])).toEqual(inOrder);
      },
    ),
  );
});

describe("growing back", () => {
  test.each([
    ["api", 0.05],
    ["api", 0.7],
    ["max", 0.05],
    ["max", 0.5],
  ] as const)("at full demand of pace %s from %d to all, by successes alone", (pace, level) => {
    const budget = budgetOf({ ...rulesFor(pace), spacingMs: 0 }, level, 1e9);
    const levels: number[] = [level];
    let nowMs = 0;
    while (levels.at(-1)! < 1 && nowMs < 60 * 60_000) {
      nowMs = sendAll(budget, { fromMs: nowMs, count: 1 });
      levels.push(budget.throttle().level);
    }
    // At the level that was refused it lingers, longer the fewer successes there are to learn from.
    expect(nowMs / 60_000).toBeLessThan(12);
    expect(levels.slice(1).every((next, i) => next >= levels[i]!)).toBe(true);
    // Slowly: no success raises it by more than its part of a window's worth.
    const steps = levels.slice(1).map((next, i) => next - levels[i]!);
    expect(Math.max(...steps)).toBeLessThan(0.06);
  });

  test("within two windows only where half of the present limit is asked for", () => {
    const slow = budgetOf(RULES, 0.5);
    // 240 a minute are left of the eight a second.
    sendAll(slow, { fromMs: 0, everyMs: 60_000 / 115, count: 229 });
    expect(slow.throttle().level).toBe(0.5);
    const quick = budgetOf(RULES, 0.5);
    sendAll(quick, { fromMs: 0, everyMs: 60_000 / 140, count: 270 });
    expect(quick.throttle().level).toBeGreaterThan(0.5);
  });

  test.each([6, 60, 200])(
    "all of it two windows after the last 429, at %i a minute",
    (perMinute) => {
      const budget = budgetOf(RULES);
      let nowMs = 0;
      for (let n = 0; n < 4; n += 1) {
        budget.settle(nowMs, budget.ask(nowMs) as Slot, LIMITED);
        nowMs += 20_000;
      }
      const lastMs = nowMs - 20_000;
      const everyMs = 60_000 / perMinute;
      while (nowMs < lastMs + 110_000) {
        nowMs = sendAll(budget, { fromMs: nowMs, everyMs, count: 1 });
      }
      expect(budget.throttle().level).toBeLessThan(1);
      sendAll(budget, { fromMs: Math.max(nowMs, lastMs + 120_000), count: 1 });
      expect(budget.throttle().level).toBe(1);
    },
  );

  test("after twice as many each time that this was too early, eight at the most", () => {
    const budget = budgetOf(RULES);
    let nowMs = 0;
    const windows: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      budget.settle(nowMs, budget.ask(nowMs) as Slot, LIMITED);
      const lastMs = nowMs;
      nowMs += 61_000;
      while (budget.throttle().level < 1) {
        nowMs = sendAll(budget, { fromMs: nowMs, everyMs: 5_000, count: 1 });
      }
      windows.push(Math.round((nowMs - lastMs) / 60_000));
    }
    expect(windows).toEqual([2, 4, 8, 8, 8]);
  });

  test("not by successes of requests sent before the cut", () => {
    const budget = budgetOf(RULES);
    const [late, refused] = [budget.ask(0) as Slot, budget.ask(0) as Slot];
    budget.settle(10, refused, LIMITED);
    budget.settle(20, late, OK);
    expect(budget.throttle().level).toBe(0.7);
  });
});

test("where no limit is known there is nothing to cut", () => {
  const budget = budgetOf(rulesFor("off"));
  budget.settle(0, budget.ask(0) as Slot, LIMITED);
  expect(budget.throttle().level).toBe(1);
});

test("a 429 after successes and an earlier one leaves what the server took before either", () => {
  const budget = budgetOf(RULES);
  const [first, second] = [60, 90];
  const perWindow = 60_000 / 125;
  sendAll(budget, { fromMs: 0, everyMs: 60_000 / first, count: first });
  budget.settle(60_000, budget.ask(60_000) as Slot, LIMITED);
  expect(budget.throttle().level).toBe(0.7);
  sendAll(budget, { fromMs: 130_000, everyMs: 60_000 / second, count: second });
  budget.settle(190_000, budget.ask(190_000) as Slot, LIMITED);
  // More than the first time, of the 480 that eight a second are.
  expect(budget.throttle().level).toBeCloseTo(second / perWindow, 1);
});

test("all who share a budget are slowed together", async () => {
  const clock = createFakeClock();
  const cell = createMemoryCell(clock, EMPTY_BUDGET);
  const [one, other] = ["one", "other"].map((id) => {
    const store = createStore({ cell, rules: RULES, clock, member: { id, weight: 1 } });
    return assembleLimiter({ rules: RULES, clock, random: createRandom(id), store });
  });
  (await one!.acquire({ lane: "a" })).settle({ kind: "limited", retryAfterMs: 1_000 });
  await clock.advance(1_000);
  (await other!.acquire({ lane: "b" })).settle({ kind: "ok" });
  expect(one!.snapshot().throttle).toBe(0.7);
  expect(other!.snapshot().throttle).toBe(0.7);
  // Of eight a second five are left, one after the other.
  const waiting = Array.from({ length: 8 }, (_, i) => other!.acquire({ lane: `c${i}` }));
  await clock.advance(500);
  expect(other!.snapshot().inFlight).toBe(2);
  await clock.advance(500);
  expect(other!.snapshot().inFlight).toBe(5);
  await clock.advance(600_000);
  await Promise.all(waiting);
});

test("a member that is cut off keeps the throttle, and brings back a lower one", () => {
  const plan = planOf(RULES);
  const at = (level: number) => ({
    state: { ...EMPTY_BUDGET, throttle: { ...NO_THROTTLE, level, refusedAt: 0.8 } },
    atMs: 0,
  });
  const share = shareOfBudget(plan, { id: "me", weight: 1 })(at(0.7), 0, true);
  expect(share.throttle).toMatchObject({ level: 0.7, refusedAt: 0.8 });
  const back = (main: number, own: number) => rejoinBudget(plan)(at(main), at(own)).throttle.level;
  expect(back(0.7, 0.49)).toBe(0.49);
  expect(back(0.49, 0.7)).toBe(0.49);
});

test("lost replies do not hold up what is left of the second", () => {
  const budget = budgetOf(RULES, 0.1);
  let nowMs = 0;
  let sent = 0;
  while (nowMs < 300_000) {
    const answer = budget.ask(nowMs);
    if (typeof answer === "number") nowMs += answer;
    else {
      sent += 1;
      const outcome: Outcome = sent % 20 === 0 ? { kind: "unknown", reason: "reset" } : OK;
      budget.settle(nowMs, answer, outcome);
    }
  }
  // Five minutes at a tenth of eight a second, of the 51 a minute that ordinary requests may use.
  expect(sent).toBeGreaterThan(200);
});

describe("a server that allows less than is known, for ten minutes", () => {
  // Measured the same way without the throttle: 55, 22, 49 and 50 429s; 524, 590, 953 and 2,975 accepted.
  // Two of these 429s are the price of trying the whole limit again after two windows, and after four.
  test.each([
    [60, false, 11, 490],
    [60, true, 7, 500],
    [120, false, 9, 1_000],
    [300, false, 6, 2_600],
  ])("%i of 600, Retry-After %s", async (limit, tellsWait, most429s, leastAccepted) => {
    const clock = createFakeClock();
    const events: LimiterEvent[] = [];
    const limiter = assembleLimiter({
      rules: rulesFor("max"),
      clock,
      random: createRandom(1),
      onEvent: (event) => events.push(event),
    });
    const server = createSimulatedServer(clock, { limit, windowMs: 60_000, tellsWait });
    const random = createRandom(limit);
    for (let i = 0; i < 10; i += 1) {
      const lane = `g${i}`;
      work({ limiter, clock, server, random, lane, latencyMs: 80, untilMs: 600_000 });
    }
    await clock.advance(600_000);
    expect(server.refused).toBeLessThanOrEqual(most429s);
    expect(server.arrivals.length - server.refused).toBeGreaterThanOrEqual(leastAccepted);
    const of = (type: LimiterEvent["type"]) => events.filter((event) => event.type === type);
    expect(of("incident")).toHaveLength(server.refused);
    expect(of("throttle-cut").length).toBeGreaterThan(0);
    expect(of("throttle-cut").length).toBeLessThanOrEqual(server.refused);
    expect(limiter.snapshot().throttle).toBeLessThan((1.5 * limit) / 600);
  });
});
