import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BudgetState, EMPTY_BUDGET, usage } from "../../../src/limiter/budget/budget.ts";
import { decide } from "../../../src/limiter/budget/decide.ts";
import type { KnownMember } from "../../../src/limiter/budget/members.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf } from "../../../src/limiter/budget/plan.ts";
import { type Rules, scaledRules } from "../../../src/limiter/budget/rules.ts";
import { NO_THROTTLE } from "../../../src/limiter/budget/throttle.ts";
import { unknownBudget } from "../../../src/limiter/budget/unknown-budget.ts";
import { rejoinBudget, shareOfBudget } from "../../../src/limiter/cells/budget-share.ts";
import { createStore } from "../../../src/limiter/cells/create-store.ts";
import { createMemoryCell } from "../../../src/limiter/cells/memory-cell.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";
import { busiest } from "../busiest.ts";

const LIMIT = 60;
/** A window and nothing else, so that all of it can be taken at one moment. */
const RULES: Rules = { ...rulesFor("off"), perMinute: LIMIT, reserve: 0 };
const PLAN = planOf(RULES);

const STRANGER: KnownMember = {
  id: "",
  weight: 1,
  served: 0,
  wants: 0,
  wantsUntilMs: 0,
  tokens: { input: 0, output: 0 },
  seenMs: 1_000,
};

/** Takes all that a state allows at `atMs`; the replies come at once. */
async function takeAll(state: BudgetState, atMs: number, rules = RULES) {
  const clock = createFakeClock(atMs);
  const cell = createMemoryCell(clock, state);
  const store = createStore({ cell, rules, clock });
  let taken = 0;
  for (;;) {
    const { decisions } = await store.exchange({
      settlements: [],
      claims: () => [{ lane: "a", priority: "normal" }],
      waiting: 1,
    });
    if (!decisions[0]?.granted) break;
    taken += 1;
  }
  let after = state;
  await cell.update((now) => {
    after = now;
    return { state: now, result: null };
  });
  return { taken, after };
}

const used = (amount: number, atMs: number): BudgetState => ({
  ...EMPTY_BUDGET,
  window: {
    ...EMPTY_BUDGET.window,
    minute: { entries: [atMs, amount], recent: [], start: 0, total: amount },
  },
});

describe("a member cut off from the shared budget", () => {
  it("takes its part of what is left: all together never more than that", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: LIMIT }),
        async (weights, before) => {
          const known = weights.map((weight, place) => ({ ...STRANGER, id: `${place}`, weight }));
          const main = { ...used(before, 900), members: { known, round: 0 } };
          let all = 0;
          for (const me of known) {
            const share = shareOfBudget(PLAN, me)({ state: main, atMs: 1_000 }, 1_000, true);
            all += (await takeAll(share, 1_000)).taken;
          }
          expect(all).toBeLessThanOrEqual(LIMIT - before);
          // Each loses less than one to its limit's fraction, and less than one to its part of the use.
          expect(all).toBeGreaterThan(LIMIT - before - 2 * weights.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("sends between the others where sends are even, whatever state it was cut off from", () => {
    const rules: Rules = { ...rulesFor("max"), perMinute: null, perSecond: 10 };
    const plan = planOf(rules);
    const ids = ["a", "b", "c", "d"];
    const known = ids.map((id) => ({ ...STRANGER, id }));
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 900, max: 1_300, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (dueMs) => {
          const due = ids.map((id, i) => {
            const state = { ...EMPTY_BUDGET, dueMs: dueMs[i]!, members: { known, round: 0 } };
            // Noticed late, for some of them.
            const share = shareOfBudget(plan, { id, weight: 1 })({ state, atMs: 900 }, 1_200, true);
            expect(share.dueMs).toBeGreaterThanOrEqual(Math.max(1_200, dueMs[i]!) - 1e-6);
            return share.dueMs % 400;
          });
          // Each sends every 400 ms, so that all together send every 100.
          for (const [i, ms] of due.entries()) expect((ms - i * 100 + 200) % 400).toBeCloseTo(200);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    // The reserve of 15 % of 600 and 60.
    ["api", 600, 90],
    ["api", 60, 9],
  ] as const)(
    "among strangers eight keep to the reserve of pace %s, rpm %i",
    async (pace, perMinute, reserve) => {
      const rules = rulesFor(pace, { perMinute, perSecond: null, spacingMs: 0 });
      const plan = planOf(rules);
      const sent: number[] = [];
      for (let i = 0; i < 8; i += 1) {
        let state = shareOfBudget(plan, { id: `${i}`, weight: 1 })(null, 1_000, true);
        expect((await takeAll(state, 1_000, rules)).taken).toBe(0);
        for (let atMs = 1_000; atMs < 601_000; atMs += 1_000) {
          const { taken, after } = await takeAll(state, atMs, rules);
          state = after;
          for (let n = 0; n < taken; n += 1) sent.push(atMs);
        }
      }
      sent.sort((a, b) => a - b);
      expect(busiest(sent, rules.windowMs)).toBeLessThanOrEqual(reserve);
      // And each goes on.
      expect(sent.length).toBeGreaterThanOrEqual(8);
    },
  );

  it("goes on as among strangers where the others may not have noticed", async () => {
    const known = ["me", "other"].map((id) => ({ ...STRANGER, id }));
    const cooldown = { untilMs: 5_000, consecutive: 1, firstId: 3, probe: null };
    const main = { ...used(0, 900), cooldown, members: { known, round: 0 } };
    const share = shareOfBudget(PLAN, known[0]!)({ state: main, atMs: 1_000 }, 1_000, false);
    expect(share.share).toBeLessThan(0.02);
    expect(share.cooldown).toEqual(cooldown);
    expect((await takeAll(share, 60_000)).taken).toBe(0);
    expect((await takeAll(share, 61_000)).taken).toBe(1);
  });

  it("lets a scorecard be closed at once on a stranger's part", () => {
    const rules = rulesFor("api", { spacingMs: 0 });
    const plan = planOf(rules);
    let state = shareOfBudget(plan, { id: "me", weight: 1 })(null, 0, false);
    const scaled = planOf(scaledRules(rules, state.share));
    const ask = (atMs: number, priority: "normal" | "critical") => {
      const next = decide(state, atMs, { lane: priority, priority }, scaled);
      state = next.state;
      return next.decision;
    };
    expect(ask(90_000, "normal").granted).toBe(true);
    expect(ask(90_001, "normal")).toMatchObject({ granted: false, reason: "second" });
    expect(ask(90_001, "critical").granted).toBe(true);
  });

  it("sends less than once a window where its part is less than one", async () => {
    const rules = rulesFor("off", { perMinute: 10 });
    let state = shareOfBudget(planOf(rules), { id: "me", weight: 1 })(null, 1_000, true);
    let sent = 0;
    for (let atMs = 1_000; atMs < 3_201_000; atMs += 1_000) {
      const { taken, after } = await takeAll(state, atMs, rules);
      state = after;
      sent += taken;
    }
    // An eighth of the reserve of 15 % in 53 minutes.
    expect(sent).toBeGreaterThanOrEqual(9);
    expect(sent).toBeLessThanOrEqual(10);
  });

  it("brings back what it sent", async () => {
    const me = { id: "me", weight: 1 };
    const main = { state: used(20, 900), atMs: 1_000 };
    const { after, taken } = await takeAll(shareOfBudget(PLAN, me)(main, 1_000, true), 1_000);
    expect(taken).toBe(40);
    const back = rejoinBudget(PLAN)(main, { state: after, atMs: 1_000 });
    expect(usage(back, 1_000, PLAN).lastMinute).toBeGreaterThanOrEqual(LIMIT);
    expect((await takeAll(back, 1_000)).taken).toBe(0);
    expect(back.share).toBe(1);
    // Its grants, still without a reply, are known by name.
    expect(back.window.inFlight).toHaveLength(40);
  });

  it("is reported in whole requests, whatever parts it is made of", () => {
    const known = [1, 2, 4].map((weight) => ({ ...STRANGER, id: `${weight}`, weight }));
    const main = { ...used(59, 900), members: { known, round: 0 } };
    for (const me of known) {
      const share = shareOfBudget(PLAN, me)({ state: main, atMs: 1_000 }, 1_000, true);
      const { lastMinute } = usage(
        { ...share, throttle: { ...NO_THROTTLE, level: 0.7 ** 3, refusedAt: 1 } },
        1_000,
        PLAN,
      );
      expect(lastMinute).toBe(Math.ceil((59 * me.weight) / 7));
    }
    const slowed = { ...EMPTY_BUDGET, throttle: { ...NO_THROTTLE, level: 0.7 ** 2, refusedAt: 1 } };
    expect(usage(slowed, 1_000, PLAN).throttle).toBe(0.49);
  });

  it("brings back every member's, though all were cut off from the same state", async () => {
    const main = { state: used(0, 900), atMs: 1_000 };
    let back: BudgetState = EMPTY_BUDGET;
    for (const id of ["one", "two"]) {
      const share = shareOfBudget(PLAN, { id, weight: 1 })(main, 1_000, true);
      const { after } = await takeAll(share, 1_000);
      back = rejoinBudget(PLAN)({ state: back, atMs: 1_000 }, { state: after, atMs: 1_000 });
    }
    const ids = back.window.inFlight.map(({ id }) => id);
    expect(ids).toHaveLength(2 * LIMIT);
    expect(new Set(ids).size).toBe(2 * LIMIT);
    expect(ids.every(Number.isSafeInteger)).toBe(true);
  });

  it("brings back nothing twice where the shared budget was lost meanwhile", () => {
    const share = shareOfBudget(PLAN, { id: "me", weight: 1 })(
      { state: EMPTY_BUDGET, atMs: 0 },
      0,
      true,
    );
    const sent = {
      ...share,
      window: { ...share.window, minute: used(30, 65_000).window.minute },
    };
    const lost = { state: unknownBudget(PLAN)(66_000), atMs: 70_000 };
    const back = rejoinBudget(PLAN)(lost, { state: sent, atMs: 70_000 });
    expect(usage(back, 70_000, PLAN).lastMinute).toBe(LIMIT);
    // What it sent after the loss was noticed comes on top.
    const late = { ...share, window: { ...share.window, minute: used(30, 69_000).window.minute } };
    const more = rejoinBudget(PLAN)(lost, { state: late, atMs: 70_000 });
    expect(usage(more, 70_000, PLAN).lastMinute).toBe(LIMIT + 30);
  });
});

describe("a budget of which nothing is known", () => {
  it("frees nothing before timeout and window are over where nothing spread the requests", async () => {
    const state = unknownBudget(PLAN)(1_000);
    expect((await takeAll(state, 90_999)).taken).toBe(0);
    expect((await takeAll(state, 91_000)).taken).toBe(LIMIT);
  });

  it("frees requests as slowly as the rules let others have sent them", async () => {
    const rules = { ...rulesFor("max"), reserve: 0 };
    const state = unknownBudget(planOf(rules))(100_000);
    expect(usage(state, 129_900, planOf(rules)).lastMinute).toBeGreaterThanOrEqual(598);
    // Others may have sent one every 100.2 ms up to now, each to arrive a timeout later at the latest.
    for (const laterMs of [0, 1_000, 10_000, 30_000]) {
      const { lastMinute } = usage(state, 130_000 + laterMs, planOf(rules));
      const mayBeLeft = Math.ceil(((60_000 - laterMs) * 9.95) / 1_000);
      expect(lastMinute).toBeGreaterThanOrEqual(mayBeLeft - 1);
      expect(lastMinute).toBeLessThanOrEqual(600);
    }
    expect(usage(state, 190_001, planOf(rules)).lastMinute).toBe(0);
  });
});
