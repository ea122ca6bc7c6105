import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAbortWatch } from "./abort-watch.ts";
import { createAlarm } from "./alarm.ts";
import { EMPTY_BUDGET } from "./budget.ts";
import { checkCost } from "./check-cost.ts";
import { createStore } from "./create-store.ts";
import { LimiterError } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import type { Grant, GrantRequest, Limiter, Outcome, WaitReason } from "./limiter.ts";
import { createMemoryCell } from "./memory-cell.ts";
import { planOf } from "./plan.ts";
import type { Rules } from "./rules.ts";
import type { Settlement } from "./settlement.ts";
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

/** A settlement on its way to the store, and when it became so. */
interface Unsettled extends Settlement {
  agoMs: number;
  readonly atMs: number;
  /** Told the wait it opened. */
  readonly done: ((waitMs: number) => void) | null;
}

/**
 * After a change by another party, who waits asks again within this time: often enough for what only
 * a change can end, seldom enough that a busy neighbour costs few exchanges.
 */
const FOREIGN_CHANGE_MS = 250;
const NOBODY: readonly Waiter[] = [];
const NOTHING: readonly Unsettled[] = [];

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
  let arrivals = 0;
  let unsettled: Unsettled[] = [];
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
    while (isMore && (queue.size > 0 || unsettled.length > 0)) {
      const told = unsettled;
      const asked = queue.size > 0 ? queue.claims() : NOBODY;
      const nowMs = clock.now();
      for (const one of told) one.agoMs = nowMs - one.atMs;
      unsettled = [];
      const answer = store.exchange({ settlements: told, claims: asked, waiting: queue.size });
      isMore = receive(answer, told, asked);
    }
  }

  /** Takes the answer when it is there; whether there may be more to ask for at once. */
  function receive(
    answer: Answer | Promise<Answer>,
    told: readonly Unsettled[],
    asked: readonly Waiter[],
  ): boolean {
    if (!(answer instanceof Promise)) return take(answer, told, asked);
    underWay = answer.then(
      (late) => {
        underWay = null;
        const isMore = take(late, told, asked);
        if (isMore || unsettled.length > 0) serve();
      },
      (error) => {
        underWay = null;
        for (const waiter of queue.all()) giveUp(waiter, error);
      },
    );
    return false;
  }

  /** Passes on what the store answered; whether there may be more to ask for at once. */
  function take(answer: Answer, told: readonly Unsettled[], asked: readonly Waiter[]): boolean {
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
      report(slot, { kind: "unsent" }, null);
      return;
    }
    queue.remove(waiter);
    const { priority, reason: waitReason } = waiter;
    const waitedMs = clock.now() - waiter.sinceMs;
    waiter.resolve(open(slot, { priority, waitedMs, waitReason }));
  }

  function open(
    slot: Slot,
    {
      priority,
      waitedMs,
      waitReason,
    }: Pick<Grant, "waitedMs" | "waitReason"> & Pick<Waiter, "priority">,
  ): Grant {
    const sentMs = clock.now();
    queue.countGrant(slot.lane, priority);
    statistics.granted(slot.lane, waitedMs, waitReason);
    let isSettled = false;
    return {
      waitedMs,
      waitReason,
      settle(outcome) {
        if (isSettled) return;
        isSettled = true;
        statistics.settled(slot.lane, outcome, clock.now() - sentMs);
        report(slot, outcome, outcome.kind === "limited" ? incident(slot, outcome) : null);
        serve();
      },
    };
  }

  /** Notes what is known as a 429 comes; when the store chose the wait, the incident is complete. */
  function incident(
    { lane }: Slot,
    outcome: Outcome & { kind: "limited" },
  ): (waitMs: number) => void {
    const { lastMinute, inFlight } = store.usage();
    const at = clock.wallMs();
    const retryAfterMs = outcome.retryAfterMs ?? null;
    return (waitMs) => {
      const consecutive = store.usage().consecutiveLimited;
      statistics.incident({ at, lane, retryAfterMs, lastMinute, inFlight, consecutive, waitMs });
    };
  }

  function report(slot: Slot, outcome: Settlement["outcome"], done: Unsettled["done"]) {
    const chance = outcome.kind === "limited" ? random.next() : 0;
    unsettled.push({ slot, outcome, chance, agoMs: 0, atMs: clock.now(), done });
  }
}

function memoryStore({ clock, rules }: LimiterOptions): LimiterStore {
  return createStore({ cell: createMemoryCell(clock, EMPTY_BUDGET), rules, clock });
}

function closed(): LimiterError {
  return new LimiterError("LIMITER_CLOSED", "the limiter was closed");
}
