import { randomUUID } from "node:crypto";
import { join } from "node:path";
import envPaths from "env-paths";
import { systemClock } from "../base/clock.ts";
import { type BudgetState, EMPTY_BUDGET } from "../limiter/budget.ts";
import { budgetKey } from "../limiter/budget-key.ts";
import { rejoinBudget, shareOfBudget } from "../limiter/budget-share.ts";
import { cellWithFallback, type StoreEvent } from "../limiter/cell-with-fallback.ts";
import { createStore } from "../limiter/create-store.ts";
import type { StateForm } from "../limiter/kept-state.ts";
import { planOf } from "../limiter/plan.ts";
import { createRedisCell } from "../limiter/redis-cell.ts";
import type { Rules } from "../limiter/rules.ts";
import { createSqliteCell } from "../limiter/sqlite-cell.ts";
import type { LimiterStore } from "../limiter/store.ts";
import { unknownBudget } from "../limiter/unknown-budget.ts";

/** Counts up with every change of what a budget's state looks like. */
const STATE_VERSION = 1;

export interface SharedStoreOptions {
  /** `machine`: a file that all processes of this user share; else a redis:// address. */
  readonly share: string;
  readonly weight: number;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly rules: Rules;
  readonly onEvent: (event: StoreEvent) => void;
}

/** The budget that everybody with this key at this address shares. */
export function openSharedStore(options: SharedStoreOptions): LimiterStore {
  const { share, weight, rules, onEvent } = options;
  const clock = systemClock;
  const plan = planOf(rules);
  const key = budgetKey(options.baseUrl, options.apiKey);
  const form: StateForm<BudgetState> = {
    version: STATE_VERSION,
    initial: EMPTY_BUDGET,
    unknown: unknownBudget(plan),
  };
  const cell =
    share === "machine"
      ? createSqliteCell({ file: limiterFile(), key, form, clock })
      : createRedisCell({ url: share, key, form, clock, hasQuickLooks: true });
  const member = { id: randomUUID(), weight };
  return createStore({
    cell: cellWithFallback(cell, {
      clock,
      share: shareOfBudget(plan, member),
      rejoin: rejoinBudget(plan),
      onEvent,
    }),
    rules,
    clock,
    member,
  });
}

/** One file for the user, wherever the runs keep their data: the server counts them together. */
const limiterFile = (): string => join(envPaths("arc-train", { suffix: "" }).data, "limiter.db");
