import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BudgetState, EMPTY_BUDGET, usage } from "../../../src/limiter/budget/budget.ts";
import { decide } from "../../../src/limiter/budget/decide.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf } from "../../../src/limiter/budget/plan.ts";
import { settle } from "../../../src/limiter/budget/settle.ts";
import type { Slot } from "../../../src/limiter/budget/window.ts";
import type { Outcome, Priority } from "../../../src/limiter/limiter.ts";
import { busiest } from "../busiest.ts";

const OK: Outcome = { kind: "ok" };
const lane = "ls20";

/** A budget that is asked in order, with what it answered. */
function budgetOf(...args: Parameters<typeof rulesFor>) {
  const plan = planOf(rulesFor(...args));
  let state: BudgetState = EMPTY_BUDGET;
  return {
    plan,
    ask(nowMs: number, of = lane, priority: Priority = "normal") {
      const next = decide(state, nowMs, { lane: of, priority }, plan);
      state = next.state;
      return next.decision;
    },
    grant(nowMs: number, of = lane, priority: Priority = "normal"): Slot {
      const decision = this.ask(nowMs, of, priority);
      if (!decision.granted) throw new Error(`refused: ${decision.reason} ${decision.waitMs}`);
      return decision.slot;
    },
    settle(nowMs: number, slot: Slot, outcome: Outcome = OK) {
      const next = settle(state, nowMs, { slot, outcome, chance: 0, agoMs: 0 }, plan);
      state = next.state;
      return next.waitMs;
    },
    usage: (nowMs: number) => usage(state, nowMs, plan),
    state: () => state,
  };
}

const TWO = { perMinute: 2, perSecond: null, spacingMs: 0, reserve: 0 } as const;
const refused = (waitMs: number, reason: string) => ({ granted: false, waitMs, reason });

describe("the window", () => {
  test("a slot is free one window after its reply, not after its send", () => {
    const budget = budgetOf("api", TWO);
    const first = budget.grant(0);
    budget.settle(5_000, first);
    budget.settle(7_000, budget.grant(0));
    expect(budget.ask(60_001)).toEqual(refused(4_999, "window"));
    expect(budget.ask(65_000).granted).toBe(true);
    expect(budget.ask(65_000)).toEqual(refused(2_000, "window"));
  });

  test("a request in flight counts, however long it takes", () => {
    const budget = budgetOf("api", TWO);
    const slow = budget.grant(0);
    budget.settle(1, budget.grant(0));
    budget.grant(60_001);
    expect(budget.ask(85_000).granted).toBe(false);
    budget.settle(85_000, slow);
    expect(budget.usage(144_999).lastMinute).toBe(2);
    expect(budget.usage(145_000).lastMinute).toBe(1);
  });

  test.each([
    { outcome: { kind: "unknown", reason: "timeout" }, freeMs: 90_000 },
    { outcome: { kind: "failed", reason: "http_500" }, freeMs: 60_100 },
    { outcome: { kind: "limited" }, freeMs: 60_100 },
    { outcome: null, freeMs: 90_000 },
  ] as const)("$outcome.kind keeps its slot until $freeMs", ({ outcome, freeMs }) => {
    const budget = budgetOf("api", { ...TWO, perMinute: 1 });
    const slot = budget.grant(0);
    if (outcome) budget.settle(100, slot, outcome);
    expect(budget.usage(freeMs - 1)).toMatchObject({ lastMinute: 1 });
    expect(budget.ask(freeMs - 1)).toEqual(refused(1, "window"));
    expect(budget.ask(freeMs).granted).toBe(true);
  });

  test("a second settlement changes nothing, nor does one of a forgotten slot", () => {
    const budget = budgetOf("api", TWO);
    const slot = budget.grant(0);
    budget.settle(10, slot);
    const after = budget.state();
    expect(budget.settle(20, slot, { kind: "limited" })).toBe(0);
    expect(budget.state()).toBe(after);

    const crashed = budget.grant(20);
    budget.settle(95_000, crashed, { kind: "limited" });
    expect(budget.usage(95_000)).toMatchObject({ lastMinute: 0, cooldownMs: 0, inFlight: 0 });
  });

  test("only critical requests may use the reserve", () => {
    const budget = budgetOf("api", { ...TWO, perMinute: 20, reserve: 0.15 });
    for (let i = 0; i < 17; i += 1) budget.settle(0, budget.grant(0));
    expect(budget.ask(0)).toEqual(refused(60_000, "reserve"));
    expect(budget.ask(0, lane, "background")).toEqual(refused(60_000, "reserve"));
    for (let i = 0; i < 3; i += 1) budget.settle(0, budget.grant(0, lane, "critical"));
    expect(budget.ask(0, lane, "critical")).toEqual(refused(60_000, "window"));
    expect(budget.ask(0)).toEqual(refused(60_000, "window"));
  });

  test.each([
    [600, 0.15, 510],
    [600, 0.005, 597],
    [5, 0.15, 4],
    [1, 0.15, 1],
    [10, 0, 10],
  ])("of %i with a reserve of %f ordinary requests get %i", (perMinute, reserve, expected) => {
    expect(planOf(rulesFor("api", { perMinute, reserve })).minute.ordinaryLimit).toBe(expected);
  });

  test("without limits everything goes and is still counted, in bounded memory", () => {
    const budget = budgetOf("off");
    for (let t = 0; t < 65_000; t += 1) budget.settle(t, budget.grant(t));
    const { lastMinute, lastSecond, inFlight } = budget.usage(65_000);
    expect(lastMinute).toBeGreaterThanOrEqual(59_999);
    expect(lastMinute).toBeLessThanOrEqual(60_100);
    expect(lastSecond).toBe(999);
    expect(inFlight).toBe(0);
    const { entries, recent } = budget.state().window.minute;
    expect(entries.length + recent.length).toBeLessThanOrEqual(2_500);
  });
});

describe("the second", () => {
  test("counts to one second after the reply", () => {
    const budget = budgetOf("api", { perSecond: 2, spacingMs: 0 });
    budget.settle(200, budget.grant(0));
    budget.grant(0);
    expect(budget.ask(1_199)).toEqual(refused(1, "second"));
    expect(budget.ask(1_200).granted).toBe(true);
  });

  test("a rate below one a second is one in a longer span", () => {
    const budget = budgetOf("api", { perSecond: 0.5, spacingMs: 0 });
    budget.settle(0, budget.grant(0));
    expect(budget.ask(1_500)).toEqual(refused(500, "second"));
    expect(budget.ask(2_000).granted).toBe(true);
  });

  test("spread evenly, sends keep their distance and late ones are caught up by a fifth of a gap at most", () => {
    const budget = budgetOf("max", { perSecond: 10, perMinute: null });
    budget.grant(0);
    expect(budget.ask(0)).toEqual(refused(100, "second"));
    budget.grant(110);
    expect(budget.ask(110)).toEqual(refused(90, "second"));
    budget.grant(5_000);
    expect(budget.ask(5_000)).toEqual(refused(80, "second"));
  });
});

describe("spacing", () => {
  test("a lane waits for its reply and then for its rest; others do not", () => {
    const budget = budgetOf("api");
    const slot = budget.grant(0, "a");
    expect(budget.ask(100, "a")).toMatchObject({ reason: "spacing" });
    budget.grant(100, "b");
    budget.settle(200, slot);
    expect(budget.ask(200, "a")).toEqual(refused(150, "spacing"));
    expect(budget.ask(350, "a").granted).toBe(true);
  });

  test("a lane whose reply never comes is free after the timeout", () => {
    const budget = budgetOf("api");
    budget.grant(0);
    expect(budget.ask(0)).toEqual(refused(30_150, "spacing"));
    expect(budget.ask(30_150).granted).toBe(true);
  });

  test("lanes may have a spacing of their own", () => {
    const budget = budgetOf("api", { laneSpacingMs: { slow: 1_000, scorecard: 0 } });
    budget.grant(0, "scorecard");
    budget.grant(0, "scorecard");
    budget.settle(0, budget.grant(0, "slow"));
    expect(budget.ask(0, "slow")).toEqual(refused(1_000, "spacing"));
    budget.settle(0, budget.grant(0, "constructor"));
    expect(budget.ask(0, "constructor")).toEqual(refused(150, "spacing"));
  });
});

/** One request of a made-up world. */
interface Fate {
  readonly lane: string;
  readonly priority: Priority;
  readonly responseMs: number;
  /** Where between send and reply (or timeout) it reaches the server, 0–1. */
  readonly arrival: number;
  readonly kind: "ok" | "failed" | "unknown" | "crash";
  /** How long the client thinks before it asks. */
  readonly thinkMs: number;
}

const fates = fc.array(
  fc.record<Fate>({
    lane: fc.constantFrom("a", "b", "c", "d"),
    priority: fc.constantFrom("critical", "normal", "normal", "background"),
    responseMs: fc.oneof(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 2_000 })),
    arrival: fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    kind: fc.constantFrom("ok", "ok", "ok", "ok", "ok", "ok", "failed", "unknown", "crash"),
    thinkMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 })),
  }),
  { minLength: 50, maxLength: 400 },
);

/** Sends them one after the other, each as soon as the budget lets it; returns when each reached the server. */
function play(list: readonly Fate[], budget: ReturnType<typeof budgetOf>): number[] {
  const replies: { atMs: number; slot: Slot; outcome: Outcome }[] = [];
  const arrivals: number[] = [];
  const { timeoutMs } = budget.plan.rules;
  let nowMs = 0;
  const passTo = (untilMs: number) => {
    replies.sort((a, b) => a.atMs - b.atMs);
    const first = replies[0];
    if (first && first.atMs <= untilMs) {
      replies.shift();
      nowMs = Math.max(nowMs, first.atMs);
      budget.settle(nowMs, first.slot, first.outcome);
      return;
    }
    nowMs = untilMs;
  };
  for (const fate of list) {
    for (const readyMs = nowMs + fate.thinkMs; nowMs < readyMs; ) passTo(readyMs);
    let decision = budget.ask(nowMs, fate.lane, fate.priority);
    for (let asked = 0; !decision.granted; asked += 1) {
      if (asked > 2_000) throw new Error("never granted");
      passTo(nowMs + decision.waitMs);
      decision = budget.ask(nowMs, fate.lane, fate.priority);
    }
    const { slot } = decision;
    const isLost = fate.kind === "unknown" || fate.kind === "crash";
    arrivals.push(nowMs + fate.arrival * (isLost ? timeoutMs : fate.responseMs));
    if (fate.kind === "crash") continue;
    const outcome: Outcome =
      fate.kind === "ok" ? OK : { kind: fate.kind, reason: isLost ? "reset" : "http_500" };
    replies.push({ atMs: nowMs + fate.responseMs, slot, outcome });
  }
  return arrivals;
}

describe("whatever happens, the server never sees more than the limits", () => {
  const rules = { windowMs: 6_000, perMinute: 30, timeoutMs: 3_000 } as const;

  test.each([
    ["the documented pace", {}],
    ["no spacing", { spacingMs: 0 }],
    ["no reserve, no spacing", { spacingMs: 0, reserve: 0 }],
    ["critical alone may burst", { spacingMs: 0, perSecond: 30 }],
  ])("%s", (_, more) => {
    fc.assert(
      fc.property(fates, (list) => {
        const budget = budgetOf("api", { ...rules, ...more });
        const arrivals = play(list, budget);
        expect(arrivals).toHaveLength(list.length);
        expect(busiest(arrivals, rules.windowMs)).toBeLessThanOrEqual(30);
        expect(busiest(arrivals, 1_000)).toBeLessThanOrEqual(budget.plan.second.limit);
      }),
      { numRuns: 60 },
    );
  });

  test("a refusal changes nothing, and is over exactly when it said, if nothing happens before", () => {
    fc.assert(
      fc.property(fates, (list) => {
        const budget = budgetOf("api", { ...rules, spacingMs: 0 });
        play(list, budget);
        const { inFlight, minute } = budget.state().window;
        // Not before anything that has happened.
        const nowMs = Math.max(
          [...minute.entries, ...minute.recent].at(-2) ?? 0,
          inFlight.at(-1)?.sentMs ?? 0,
        );
        let decision = budget.ask(nowMs);
        for (let sent = 0; decision.granted && sent < 30; sent += 1) decision = budget.ask(nowMs);
        if (decision.granted) throw new Error("never refused");
        const before = budget.state();
        const claim = { lane, priority: "normal" } as const;
        expect(decide(before, nowMs, claim, budget.plan).state).toBe(before);
        const ask = (atMs: number) => decide(before, atMs, claim, budget.plan).decision;
        expect(ask(nowMs + decision.waitMs - 0.01).granted).toBe(false);
        let wait = decision.waitMs;
        for (let next = ask(nowMs + wait); !next.granted; next = ask(nowMs + wait)) {
          expect(next.waitMs).toBeGreaterThan(0);
          wait += next.waitMs;
        }
        expect(wait).toBeLessThanOrEqual(rules.timeoutMs + rules.windowMs);
      }),
      { numRuns: 60 },
    );
  });
});

test("what is urgent goes during a wait after a 429, within the limits, and is not the probe after it", () => {
  const plan = planOf(rulesFor("api", { ...TWO, perMinute: 4 }));
  const first = decide(EMPTY_BUDGET, 0, { lane, priority: "critical" }, plan);
  if (!first.decision.granted) throw new Error("refused");
  const { slot } = first.decision;
  const outcome = { kind: "limited", retryAfterMs: 30_000 } as const;
  let { state } = settle(first.state, 10, { slot, outcome, chance: 0, agoMs: 0 }, plan);
  const ask = (urgent: boolean) => {
    const next = decide(state, 20, { lane, priority: "critical", urgent }, plan);
    state = next.state;
    return next.decision;
  };
  expect(ask(false)).toMatchObject({ granted: false, reason: "cooldown" });
  for (let n = 0; n < 3; n++) expect(ask(true).granted).toBe(true);
  expect(ask(true)).toMatchObject({ granted: false, reason: "window" });
  expect(state.cooldown.probe).toBeNull();
});
