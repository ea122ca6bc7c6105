import { randomUUID } from "node:crypto";
import { systemClock } from "../../base/clock.ts";
import { checkPositive, checkRules } from "../budget/check-rules.ts";
import { planOf } from "../budget/plan.ts";
import type { Rules } from "../budget/rules.ts";
import { tellSafely } from "../tell-safely.ts";
import { budgetForm } from "./budget-form.ts";
import { rejoinBudget, shareOfBudget } from "./budget-share.ts";
import { cellWithFallback, type StoreEvent } from "./cell-with-fallback.ts";
import { createStore } from "./create-store.ts";
import { createRedisCell } from "./redis-cell.ts";
import { createSqliteCell } from "./sqlite-cell.ts";
import type { LimiterStore } from "./store.ts";

export interface SharedStoreOptions {
  /** A file, for the processes of this machine, or a redis:// address, for those of many. */
  readonly at: { readonly file: string } | { readonly redis: string };
  /** Names the budget: all who give the same share one. `budgetKey` makes it of an address and a secret. */
  readonly key: string;
  /** The same as the limiter's, in every process. */
  readonly rules: Rules;
  /** This process' part of the limit relative to the others'. Default 1. */
  readonly weight?: number;
  /** Told when the place cannot be reached, when it is back, and of what else users should know. */
  readonly onEvent?: (event: StoreEvent) => void;
}

/**
 * A budget that several processes share by their weights; what one leaves unused the others get. It
 * outlives the processes. Throws a LimiterError where a rule makes no sense. Where it cannot be reached, this one goes on with its part alone.
 */
export function openSharedStore(options: SharedStoreOptions): LimiterStore {
  const { at, key, rules, weight = 1 } = options;
  checkRules(rules);
  checkPositive("weight", weight);
  const onEvent = tellSafely(options.onEvent);
  const clock = systemClock;
  const plan = planOf(rules);
  const form = budgetForm(plan);
  const onNotice = (message: string) => onEvent({ type: "store-notice", message });
  const cell =
    "file" in at
      ? createSqliteCell({ file: at.file, key, form, clock, onNotice })
      : createRedisCell({ url: at.redis, key, form, clock, hasQuickLooks: true, onNotice });
  const member = { id: randomUUID(), weight };
  const share = shareOfBudget(plan, member);
  const rejoin = rejoinBudget(plan);
  return createStore({
    cell: cellWithFallback(cell, { clock, share, rejoin, onEvent }),
    rules,
    clock,
    member,
  });
}
