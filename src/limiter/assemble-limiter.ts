import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAdmission } from "./admission.ts";
import { EMPTY_BUDGET } from "./budget/budget.ts";
import { planOf } from "./budget/plan.ts";
import type { Rules } from "./budget/rules.ts";
import { createStore } from "./cells/create-store.ts";
import { createMemoryCell } from "./cells/memory-cell.ts";
import type { LimiterStore } from "./cells/store.ts";
import type { Limiter, LimiterEvent } from "./limiter.ts";
import { createWaitQueue } from "./queue/wait-queue.ts";
import type { Waiter } from "./queue/waiter.ts";
import { createForecaster } from "./report/forecaster.ts";
import { createStatistics } from "./report/statistics.ts";
import { tellSafely } from "./tell-safely.ts";
import { withEvents } from "./with-events.ts";
import { wrapFetch } from "./wrap-fetch.ts";

export interface LimiterParts {
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the budget lives; default: this process alone. */
  readonly store?: LimiterStore;
  /** Told of stages, 429s and throttling, outside of any call of the limiter. */
  readonly onEvent?: (event: LimiterEvent) => void;
}

/**
 * Puts a limiter together from its parts; the rules are taken as checked. It keeps a timer only while
 * somebody waits, and one exchange with the store under way at a time.
 */
export function assembleLimiter(parts: LimiterParts): Limiter {
  const { rules, clock, random, onEvent } = parts;
  const tell = tellSafely(onEvent);
  const { store: plainStore = memoryStore(parts) } = parts;
  const store = onEvent ? withEvents(plainStore, tell) : plainStore;
  const queue = createWaitQueue<Waiter>();
  const statistics = createStatistics(rules);
  const forecaster = createForecaster(clock, store, queue, statistics);
  const admission = createAdmission({
    clock,
    random,
    plan: planOf(rules),
    store,
    queue,
    statistics,
    forecaster,
    onIncident: (incident) => tell({ type: "incident", incident }),
  });

  return {
    acquire: admission.acquire,
    wrap: (send, how) => wrapFetch(admission.acquire, clock, send, how),
    forecast: forecaster.forecast,
    snapshot,
    async refresh() {
      await store.exchange({ settlements: [], claims: () => [], waiting: 0 });
      return snapshot();
    },
    async clearCooldown() {
      await store.clearCooldown();
      admission.askAgain();
    },
    close: admission.close,
  };

  function snapshot() {
    return statistics.snapshot({
      usage: store.usage(),
      forecast: forecaster.forecast(),
      queued: queue.size,
      nowMs: clock.now(),
    });
  }
}

function memoryStore({ clock, rules }: LimiterParts): LimiterStore {
  return createStore({ cell: createMemoryCell(clock, EMPTY_BUDGET), rules, clock });
}
