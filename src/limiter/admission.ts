import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { Claim } from "./budget/budget.ts";
import { checkCost } from "./budget/check-cost.ts";
import type { Answer } from "./budget/exchange.ts";
import type { Plan } from "./budget/plan.ts";
import type { Slot } from "./budget/window.ts";
import type { LimiterStore } from "./cells/store.ts";
import { LimiterError } from "./errors.ts";
import { createGrants } from "./grants.ts";
import type { Grant, GrantRequest, Incident, Limiter } from "./limiter.ts";
import { createAbortWatch } from "./queue/abort-watch.ts";
import { createOutbox } from "./queue/outbox.ts";
import type { WaitQueue } from "./queue/wait-queue.ts";
import { createWaiter, type Waiter } from "./queue/waiter.ts";
import type { Forecaster } from "./report/forecaster.ts";
import type { Statistics } from "./report/statistics.ts";
import { createService } from "./service.ts";

export interface AdmissionOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly plan: Plan;
  readonly store: LimiterStore;
  readonly queue: WaitQueue<Waiter>;
  readonly statistics: Statistics;
  readonly forecaster: Forecaster;
  /** Told of each 429, after the statistics. */
  onIncident(incident: Incident): void;
}

/** Admission control: grants at once where nobody waits and the store allows it, else queues. */
export interface Admission extends Pick<Limiter, "acquire" | "close"> {
  /** Asks the store for all waiters now, since something they wait for was changed. */
  askAgain(): void;
}

interface Waited
  extends Pick<Grant, "waitedMs" | "waitReason">,
    Pick<Waiter, "priority" | "retry"> {}

export function createAdmission(options: AdmissionOptions): Admission {
  const { clock, plan, store, queue, statistics, forecaster } = options;
  const aborts = createAbortWatch();
  const outbox = createOutbox(clock, options.random);
  const service = createService({ clock, store, queue, outbox, statistics, grant, giveUp });
  const openGrant = createGrants({
    clock,
    store,
    statistics,
    outbox,
    onIncident(incident) {
      statistics.incident(incident);
      options.onIncident(incident);
    },
    onSettled: service.serve,
  });
  let arrivals = 0;
  let isClosed = false;

  return {
    async acquire(request) {
      const claim = claimOf(request);
      request.signal?.throwIfAborted();
      if (isClosed) throw closed();
      if (claim.cost) checkCost(claim.cost, claim.priority, plan);
      if (queue.size > 0 || service.isBusy) return wait(request, claim, null);
      // Nobody waits: where the store answers at once, a grant needs no waiter.
      const answer = store.exchange({ settlements: [], claims: () => [claim], waiting: 1 });
      const decision = answer instanceof Promise ? null : answer.decisions[0];
      if (!decision?.granted) return wait(request, claim, answer);
      const { retry = false } = request;
      return open(decision.slot, {
        priority: claim.priority,
        retry,
        waitedMs: 0,
        waitReason: "none",
      });
    },
    askAgain: service.serve,
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const waiter of queue.all()) giveUp(waiter, closed());
      await service.end();
      await store.close();
    },
  };

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
    const { priority, retry, foreseenMs, waitedMs, reason: waitReason } = waiter;
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

function closed(): LimiterError {
  return new LimiterError("LIMITER_CLOSED", "the limiter was closed");
}
