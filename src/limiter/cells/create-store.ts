import type { Clock } from "../../base/clock.ts";
import { type BudgetState, EMPTY_BUDGET, usage, withoutCooldown } from "../budget/budget.ts";
import { exchange } from "../budget/exchange.ts";
import { type Member, owedBefore } from "../budget/members.ts";
import { type Plan, planOf } from "../budget/plan.ts";
import { type Rules, scaledRules } from "../budget/rules.ts";
import { throttledRules } from "../budget/throttle.ts";
import { forecastFull } from "../forecast/forecast-full.ts";
import { forecastWait } from "../forecast/forecast-wait.ts";
import type { StateCell } from "./state-cell.ts";
import type { LimiterStore } from "./store.ts";

export interface StoreOptions {
  readonly cell: StateCell<BudgetState>;
  /** All who share a cell must hold themselves to the same rules. */
  readonly rules: Rules;
  readonly clock: Clock;
  /** Who this process is among those that share the cell; default: nobody shares it. */
  readonly member?: Member;
}

/** A budget in a cell. */
export function createStore({ cell, rules, clock, member }: StoreOptions): LimiterStore {
  let scaled = { share: 1, level: 1, slackMs: 0, plan: planOf(rules) };
  const planFor = ({ share, throttle: { level }, slackMs }: BudgetState): Plan => {
    if (scaled.share !== share || scaled.level !== level || scaled.slackMs !== slackMs) {
      const plan = planOf(throttledRules(scaledRules(rules, share), level), slackMs);
      scaled = { share, level, slackMs, plan };
    }
    return scaled.plan;
  };
  const me = member ?? null;
  let seen = { state: EMPTY_BUDGET, atMs: 0, localMs: clock.now() };
  const seenNowMs = () => seen.atMs + clock.now() - seen.localMs;
  return {
    exchange: (asked) =>
      cell.update((state, nowMs) => {
        const next = exchange(state, nowMs, asked, planFor(state), me);
        seen = { state: next.state, atMs: nowMs, localMs: clock.now() };
        return next;
      }),
    usage: () => usage(seen.state, seenNowMs(), planFor(seen.state)),
    forecast(upcoming) {
      const { state } = seen;
      const nowMs = seenNowMs();
      const plan = planFor(state);
      const yields = me !== null && upcoming.claim.priority !== "critical";
      const turns = upcoming.before.length + 1;
      const owed = yields ? owedBefore(state.members, me, nowMs, turns) : undefined;
      return {
        waitMs: forecastWait(state, nowMs, upcoming, plan, owed),
        windowFullInMs: forecastFull(state, nowMs, upcoming.responseMs, plan),
      };
    },
    clearCooldown: () =>
      cell.update((state) => ({ state: withoutCooldown(state), result: undefined })),
    onForeignChange: (listener) => cell.onForeignChange(listener),
    close: () => cell.close(),
  };
}
