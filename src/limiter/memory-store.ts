import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { type BudgetState, decide, EMPTY_BUDGET, settle, usage } from "./budget.ts";
import { planOf } from "./plan.ts";
import type { Rules } from "./rules.ts";
import type { LimiterStore } from "./store.ts";

export interface StoreOptions {
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: Random;
}

/** A budget of this process alone, forgotten at its end. */
export function createMemoryStore({ rules, clock, random }: StoreOptions): LimiterStore {
  const plan = planOf(rules);
  let state: BudgetState = EMPTY_BUDGET;
  return {
    decide(claim) {
      const next = decide(state, clock.now(), claim, plan);
      state = next.state;
      return next.decision;
    },
    settle(slot, outcome) {
      const chance = outcome.kind === "limited" ? random.next() : 0;
      const next = settle(state, clock.now(), { slot, outcome, chance }, plan);
      state = next.state;
      return next.waitMs;
    },
    usage: () => usage(state, clock.now(), plan),
  };
}
