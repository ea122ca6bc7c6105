import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAbortWatch } from "./abort-watch.ts";
import { createAlarm } from "./alarm.ts";
import { EMPTY_BUDGET } from "./budget.ts";
import { checkCost } from "./check-cost.ts";
import { createStore } from "./create-store.ts";
import { LimiterError } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { createGrants } from "./grants.ts";
import type { Grant, GrantRequest, Limiter, Priority, WaitReason } from "./limiter.ts";
import { createMemoryCell } from "./memory-cell.ts";
import { createOutbox, type Posted } from "./outbox.ts";
import { planOf } from "./plan.ts";
import type { Rules } from "./rules.ts";
import { createStatistics } from "./statistics.ts";
import type { LimiterStore } from "./store.ts";
import { createWaitQueue } from "./wait-queue.ts";
import { createWaiter, type Waiter } from "./waiter.ts";
import type { Slot } from "./window.ts";
import { wrapFetch } from "./wrap-fetch.ts";

export interface LimiterOptions {
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the budget lives; default: this process alone. */
  readonly store?: LimiterStore;
}

type Waited = Pick<Grant, "waitedMs" | "waitReason"> & { readonly priority: Priority };

/**
 * After a change by another party, who waits asks again within this time: often enough for what only
 * a change can end, seldom enough that a busy neighbour costs few exchanges.
 */
const FOREIGN_CHANGE_MS = 250;
const NOBODY: readonly Waiter[] = [];
const NOTHING: readonly Posted[] = [];

/** Creates a limiter. It keeps a timer only while somebody waits, and one exchange under way at a time. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { rules, clock, random, store = memoryStore(options) } = options;
  const plan = planOf(rules);
  const queue = createWaitQueue<Waiter>();
  const statistics = createStatistics(rules);
  const aborts = createAbortWatch();
  const alarm = createAlarm(clock, serve);
  const ignoreChanges = store.onForeignChange(() => {
    if (queue.size > 0 && heldBy !== "share") alarm.set(FOREIGN_CHANGE_MS);
  });
  const outbox = createOutbox(clock, random);
  const openGrant = createGrants({ clock, store, statistics, outbox, onSettled: serve });
  let arrivals = 0;
  let heldBy: WaitReason = "none";
  let underWay: Promise<void> | null = null;
  let isClosed = false;

  return {
    acquire,
    wrap: (send, how) => wrapFetch(acquire, clock, send, how),
    snapshot: () =>
      statistics.snapshot({ usage: store.usage(), queued: queue.size, nowMs: clock.now() }),
    async close() {
      if (isClosed) return;
      isClosed = true;
      for (const waiter of queue.all()) giveUp(waiter, closed());
      ignoreChanges();
      while (underWay) await underWay;
      await store.close();
    },
  };

  function acquire(request: GrantRequest): Promise<Grant> {
    const { priority = "normal", cost, signal } = request;
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (isClosed) return Promise.reject(closed());
    if (cost) {
      try {
        checkCost(cost, priority, plan);
      } catch (error) {
        return Promise.reject(error);
      }
    }
    if (queue.size > 0 || underWay) return wait(request, null);
    // Nobody waits: where the store answers at once, a grant needs no waiter.
    const claims = [{ lane: request.lane, priority, cost }];
    const answer = store.exchange({ settlements: NOTHING, claims, waiting: 1 });
    const decision = answer instanceof Promise ? null : answer.decisions[0];
    if (!decision?.granted) return wait(request, answer);
    return Promise.resolve(open(decision.slot, { priority, waitedMs: 0, waitReason: "none" }));
  }

  function giveUp(waiter: Waiter, reason: unknown) {
    queue.remove(waiter);
    waiter.reject(reason);
    if (queue.size === 0) rest();
  }

  /** Queues a request. `asked`: what the store answers, where it was asked for this one already. */
  function wait(request: GrantRequest, asked: Answer | Promise<Answer> | null): Promise<Grant> {
    return new Promise((resolve, reject) => {
      const waiter = createWaiter(request, {
        order: arrivals++,
        sinceMs: clock.now(),
        reason: asked ? "none" : "queue",
        resolve,
        reject,
      });
      const { signal } = request;
      queue.add(waiter);
      if (signal) waiter.unwatch = aborts.add(signal, () => giveUp(waiter, signal.reason));
      if (!asked) serve();
      else if (receive(asked, NOTHING, [waiter])) serve();
    });
  }

  /** Tells the store what was settled and asks for all who wait, as often as somebody gets something. */
  function serve() {
    let isMore = !underWay;
    while (isMore && (queue.size > 0 || outbox.size > 0)) {
      const told = outbox.empty();
      const asked = queue.size > 0 ? queue.claims() : NOBODY;
      const answer = store.exchange({ settlements: told, claims: asked, waiting: queue.size });
      isMore = receive(answer, told, asked);
    }
  }

  /** Takes the answer when it is there; whether there may be more to ask for at once. */
  function receive(
    answer: Answer | Promise<Answer>,
    told: readonly Posted[],
    asked: readonly Waiter[],
  ): boolean {
    if (!(answer instanceof Promise)) return take(answer, told, asked);
    underWay = answer.then(
      (late) => {
        underWay = null;
        const isMore = take(late, told, asked);
        if (isMore || outbox.size > 0) serve();
      },
      (error) => {
        underWay = null;
        for (const waiter of queue.all()) giveUp(waiter, error);
      },
    );
    return false;
  }

  /** Passes on what the store answered; whether there may be more to ask for at once. */
  function take(answer: Answer, told: readonly Posted[], asked: readonly Waiter[]): boolean {
    for (const [i, one] of told.entries()) one.done?.(answer.waitsMs[i] ?? 0);
    let waitMs = Number.POSITIVE_INFINITY;
    let isHeld = false;
    for (const [i, decision] of answer.decisions.entries()) {
      const waiter = asked[i]!;
      if (decision.granted) {
        grant(waiter, decision.slot);
      } else {
        waiter.reason = decision.reason;
        waitMs = Math.min(waitMs, decision.waitMs);
        // A lane's spacing holds that lane alone; what holds one for another reason holds all behind it.
        isHeld = decision.reason !== "spacing";
        heldBy = decision.reason;
      }
    }
    const isNew =
      queue.size > 0 && !isHeld && queue.claims().some((waiter) => !asked.includes(waiter));
    if (isNew) return true;
    if (queue.size === 0) rest();
    else {
      statistics.demand(isHeld, clock.now());
      alarm.set(waitMs);
    }
    return false;
  }

  /** Nobody waits. */
  function rest() {
    alarm.clear();
    statistics.demand(false, clock.now());
  }

  function grant(waiter: Waiter, slot: Slot) {
    if (waiter.isOver) {
      // It gave up while the store was asked.
      outbox.post(slot, { kind: "unsent" });
      return;
    }
    queue.remove(waiter);
    const { priority, reason: waitReason } = waiter;
    const waitedMs = clock.now() - waiter.sinceMs;
    waiter.resolve(open(slot, { priority, waitedMs, waitReason }));
  }

  function open(slot: Slot, wait: Waited): Grant {
    queue.countGrant(slot.lane, wait.priority);
    return openGrant(slot, wait);
  }
}

function memoryStore({ clock, rules }: LimiterOptions): LimiterStore {
  return createStore({ cell: createMemoryCell(clock, EMPTY_BUDGET), rules, clock });
}

function closed(): LimiterError {
  return new LimiterError("LIMITER_CLOSED", "the limiter was closed");
}
