import fc from "fast-check";
import { expect, it } from "vitest";
import { type BudgetState, EMPTY_BUDGET } from "../../../src/limiter/budget/budget.ts";
import { decide } from "../../../src/limiter/budget/decide.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf } from "../../../src/limiter/budget/plan.ts";
import { settle } from "../../../src/limiter/budget/settle.ts";
import { unknownBudget } from "../../../src/limiter/budget/unknown-budget.ts";
import type { Slot } from "../../../src/limiter/budget/window.ts";
import { busiest } from "../busiest.ts";

const RULES = { windowMs: 6_000, perMinute: 30, timeoutMs: 3_000, spacingMs: 0, reserve: 0 };
const STEP_MS = 20;
const END_MS = 24_000;

/** Everybody sends as soon as the budget lets them, which is lost at `lostMs`; when each reached the server. */
function play(plan: ReturnType<typeof planOf>, lostMs: number, responses: readonly number[]) {
  const arrivals: number[] = [];
  const replies: { readonly slot: Slot; readonly atMs: number }[] = [];
  let state: BudgetState = EMPTY_BUDGET;
  let isLost = false;
  for (let nowMs = 0; nowMs < END_MS; nowMs += STEP_MS) {
    if (!isLost && nowMs >= lostMs) {
      state = unknownBudget(plan)(nowMs);
      isLost = true;
    }
    for (const { slot, atMs } of replies.splice(0)) {
      if (atMs > nowMs) replies.push({ slot, atMs });
      else state = settle(state, nowMs, { slot, outcome: OK, agoMs: 0, chance: 0 }, plan).state;
    }
    for (;;) {
      const next = decide(state, nowMs, { lane: "a", priority: "normal" }, plan);
      if (!next.decision.granted) break;
      state = next.state;
      const responseMs = responses[arrivals.length % responses.length]!;
      // The server counts it last of all as it replies.
      arrivals.push(nowMs + responseMs);
      replies.push({ slot: next.decision.slot, atMs: nowMs + responseMs });
    }
  }
  return arrivals;
}

const OK = { kind: "ok" } as const;

it.each([
  ["sent at any rate", planOf(rulesFor("off", RULES))],
  ["spread by the second", planOf(rulesFor("api", { ...RULES, perSecond: 6 }))],
  ["spread evenly", planOf(rulesFor("max", { ...RULES, perSecond: 5 }))],
])("keeps the limit however late what was in flight arrives: %s", (_, plan) => {
  const response = fc.integer({ min: 0, max: RULES.timeoutMs });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12_000 }),
      fc.array(response, { minLength: 1, maxLength: 40 }),
      (lostMs, responses) => {
        const arrivals = play(plan, lostMs, responses);
        expect(busiest(arrivals, RULES.windowMs)).toBeLessThanOrEqual(RULES.perMinute);
        // It comes back.
        expect(arrivals.filter((atMs) => atMs >= lostMs + 9_000).length).toBeGreaterThan(5);
      },
    ),
    { numRuns: 40 },
  );
});
