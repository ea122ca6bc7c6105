import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { type Claim, EMPTY_BUDGET } from "./budget/budget.ts";
import { checkCost } from "./budget/check-cost.ts";
import type { Answer } from "./budget/exchange.ts";
import { createGrants } from "./budget/grants.ts";
import { planOf } from "./budget/plan.ts";
import type { Rules } from "./budget/rules.ts";
import type { Slot } from "./budget/window.ts";
import { createStore } from "./cells/create-store.ts";
import { createMemoryCell } from "./cells/memory-cell.ts";
import { createOutbox } from "./cells/outbox.ts";
import type { LimiterStore } from "./cells/store.ts";
import { LimiterError } from "./errors.ts";
import type { Grant, GrantRequest, Limiter, LimiterEvent } from "./limiter.ts";
import { createAbortWatch } from "./queue/abort-watch.ts";
import { createWaitQueue } from "./queue/wait-queue.ts";
import { createWaiter, type Waiter } from "./queue/waiter.ts";
import { createForecaster } from "./report/forecaster.ts";
import { createStatistics } from "./report/statistics.ts";
import { createService } from "./service.ts";
import { tellSafely } from "./tell-safely.ts";
import { withEvents } from "./with-events.ts";
import { wrapFetch } from "./wrap-fetch.ts";

export interface LimiterOptions {
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the budget lives; default: this process alone. */
  readonly store?: LimiterStore;
  /** Told of stages, 429s and throttling, outside of any call of the limiter. */
  readonly onEvent?: (event: LimiterEvent) => void;
}

interface Waited
  extends Pick<Grant, "waitedMs" | "waitReason">,
    Pick<Waiter, "priority" | "retry"> {}

/** Creates a limiter. It keeps a timer only while somebody waits, and one exchange under way at a time. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { rules, clock, random, onEvent } = options;
  const tell = tellSafely(onEvent);
  const { store: plainStore = memoryStore(options) } = options;
  const store = onEvent ? withEvents(plainStore, tell) : plainStore;
  const plan = planOf(rules);
  const queue = createWaitQueue<Waiter>();
  const statistics = createStatistics(rules);
  const aborts = createAbortWatch();
  const outbox = createOutbox(clock, random);
  const service = createService({ clock, store, queue, outbox, statistics, grant, giveUp });
  const openGrant = createGrants({
    clock,
    store,
    statistics,
    outbox,
    onIncident(incident) {
      statistics.incident(incident);
      tell({ type: "incident", incident });
    },
    onSettled: service.serve,
  });
  const forecaster = createForecaster(clock, store, queue, statistics);
  let arrivals = 0;
  let isClosed = false;

  return {
    acquire,
    wrap: (send, how) => wrapFetch(acquire, clock, send, how),
    forecast: forecaster.forecast,
    snapshot,
    async refresh() {
      await store.exchange({ settlements: [], claims: [], waiting: 0 });
      return snapshot();
    },
    async clearCooldown() {
      await store.clearCooldown();
      service.serve();
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const waiter of queue.all()) giveUp(waiter, closed());
      await service.end();
      await store.close();
    },
  };

  function snapshot() {
    return statistics.snapshot({
      usage: store.usage(),
      forecast: forecaster.forecast(),
      queued: queue.size,
      nowMs: clock.now(),
    });
  }

  function acquire(request: GrantRequest): Promise<Grant> {
    const { retry = false, signal } = request;
    const claim = claimOf(request);
    const { priority, cost } = claim;
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (isClosed) return Promise.reject(closed());
    if (cost) {
      try {
        checkCost(cost, priority, plan);
      } catch (error) {
        return Promise.reject(error);
      }
    }
    if (queue.size > 0 || service.isBusy) return wait(request, claim, null);
    // Nobody waits: where the store answers at once, a grant needs no waiter.
    const answer = store.exchange({ settlements: [], claims: [claim], waiting: 1 });
    const decision = answer instanceof Promise ? null : answer.decisions[0];
    if (!decision?.granted) return wait(request, claim, answer);
    return Promise.resolve(
      open(decision.slot, { priority, retry, waitedMs: 0, waitReason: "none" }),
    );
  }

  function giveUp(waiter: Waiter, reason: unknown) {
    queue.remove(waiter);
    waiter.reject(reason);
    if (queue.size === 0) service.rest();
  }

  /** Queues a request. `asked`: what the store answers, where it was asked for this one already. */
  function wait(
    { signal, retry = false }: GrantRequest,
    claim: Claim,
    asked: Answer | Promise<Answer> | null,
  ): Promise<Grant> {
    return new Promise((resolve, reject) => {
      const waiter = createWaiter(claim, {
        clock,
        retry,
        order: arrivals++,
        foreseenMs: forecaster.foresee(claim),
        reason: asked ? "none" : "queue",
        resolve,
        reject,
      });
      queue.add(waiter);
      if (signal) waiter.unwatch = aborts.add(signal, () => giveUp(waiter, signal.reason));
      if (asked) service.answered(asked, waiter);
      else service.serve();
    });
  }

  function grant(waiter: Waiter, slot: Slot) {
    if (waiter.isOver) {
      // It gave up while the store was asked.
      outbox.post(slot, { kind: "unsent" });
      return;
    }
    queue.remove(waiter);
    const { priority, retry, foreseenMs, reason: waitReason } = waiter;
    const { waitedMs } = waiter;
    if (foreseenMs !== null && waitedMs > 0) statistics.foreseen(Math.abs(foreseenMs - waitedMs));
    waiter.resolve(open(slot, { priority, retry, waitedMs, waitReason }));
  }

  function open(slot: Slot, wait: Waited): Grant {
    queue.countGrant(slot.lane, wait.priority);
    return openGrant(slot, wait);
  }
}

/** What is optional is background work that is deferred later. */
function claimOf({
  lane,
  priority = "normal",
  cost,
  optional = false,
  urgent = false,
}: GrantRequest): Claim {
  return optional && priority === "normal"
    ? { lane, priority: "background", cost, optional, urgent }
    : { lane, priority, cost, optional: false, urgent };
}

function memoryStore({ clock, rules }: LimiterOptions): LimiterStore {
  return createStore({ cell: createMemoryCell(clock, EMPTY_BUDGET), rules, clock });
}

function closed(): LimiterError {
  return new LimiterError("LIMITER_CLOSED", "the limiter was closed");
}
