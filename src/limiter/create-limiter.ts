import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAbortWatch } from "./abort-watch.ts";
import { createAlarm } from "./alarm.ts";
import { EMPTY_BUDGET } from "./budget.ts";
import { checkCost } from "./check-cost.ts";
import { createStore } from "./create-store.ts";
import { LimiterError } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import type { Grant, Limiter, WaitReason } from "./limiter.ts";
import { createMemoryCell } from "./memory-cell.ts";
import { planOf } from "./plan.ts";
import type { Rules } from "./rules.ts";
import type { Settlement } from "./settlement.ts";
import { createStatistics } from "./statistics.ts";
import type { LimiterStore } from "./store.ts";
import { createWaitQueue } from "./wait-queue.ts";
import { createWaiter, type Waiter } from "./waiter.ts";
import type { Slot } from "./window.ts";

export interface LimiterOptions {
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the budget lives; default: this process alone. */
  readonly store?: LimiterStore;
}

/** A settlement on its way to the store, and when it became so. */
interface Unsettled extends Omit<Settlement, "agoMs"> {
  readonly atMs: number;
  /** Told the wait it opened. */
  readonly done: (waitMs: number) => void;
}

/**
 * After a change by another party, who waits asks again within this time: often enough for what only
 * a change can end, seldom enough that a busy neighbour costs few exchanges.
 */
const FOREIGN_CHANGE_MS = 250;
const NOBODY: readonly Waiter[] = [];

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
    acquire(request) {
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
      return new Promise((resolve, reject) => {
        const isFirst = queue.size === 0 && !underWay;
        const waiter = createWaiter(request, {
          order: arrivals++,
          sinceMs: clock.now(),
          reason: isFirst ? "none" : "queue",
          resolve,
          reject,
        });
        queue.add(waiter);
        if (signal) waiter.unwatch = aborts.add(signal, () => giveUp(waiter, signal.reason));
        serve();
      });
    },
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

  function giveUp(waiter: Waiter, reason: unknown) {
    queue.remove(waiter);
    waiter.reject(reason);
    if (queue.size === 0) rest();
  }

  /** Tells the store what was settled and asks for all who wait, as often as somebody gets something. */
  function serve() {
    while (!underWay && (queue.size > 0 || unsettled.length > 0)) {
      const told = unsettled;
      const asked = queue.size > 0 ? queue.claims() : NOBODY;
      const nowMs = clock.now();
      unsettled = [];
      const answer = store.exchange({
        settlements: told.map((one) => ({ ...one, agoMs: nowMs - one.atMs })),
        claims: asked,
        waiting: queue.size,
      });
      if (answer instanceof Promise) {
        underWay = answer.then(
          (late) => {
            underWay = null;
            if (take(late, told, asked) || unsettled.length > 0) serve();
          },
          (error) => {
            underWay = null;
            for (const waiter of queue.all()) giveUp(waiter, error);
          },
        );
      } else if (!take(answer, told, asked)) {
        return;
      }
    }
  }

  /** Passes on what the store answered; whether there may be more to ask for at once. */
  function take(answer: Answer, told: readonly Unsettled[], asked: readonly Waiter[]): boolean {
    for (const [i, one] of told.entries()) one.done(answer.waitsMs[i] ?? 0);
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
      report(slot, { kind: "unsent" }, () => {});
      return;
    }
    queue.remove(waiter);
    waiter.resolve(open(slot, waiter));
  }

  function open(slot: Slot, { priority, sinceMs, reason }: Waiter): Grant {
    const sentMs = clock.now();
    const waitedMs = sentMs - sinceMs;
    const waitReason = reason;
    queue.countGrant(slot.lane, priority);
    statistics.granted(slot.lane, waitedMs, waitReason);
    let isSettled = false;
    return {
      waitedMs,
      waitReason,
      settle(outcome) {
        if (isSettled) return;
        isSettled = true;
        const before = outcome.kind === "limited" ? store.usage() : null;
        statistics.settled(slot.lane, outcome, clock.now() - sentMs);
        report(slot, outcome, (waitMs) => {
          if (!before || outcome.kind !== "limited") return;
          statistics.incident({
            at: clock.wallMs(),
            lane: slot.lane,
            retryAfterMs: outcome.retryAfterMs ?? null,
            lastMinute: before.lastMinute,
            inFlight: before.inFlight,
            consecutive: store.usage().consecutiveLimited,
            waitMs,
          });
        });
        serve();
      },
    };
  }

  function report(slot: Slot, outcome: Settlement["outcome"], done: Unsettled["done"]) {
    const chance = outcome.kind === "limited" ? random.next() : 0;
    unsettled.push({ slot, outcome, chance, atMs: clock.now(), done });
  }
}

function memoryStore({ clock, rules }: LimiterOptions): LimiterStore {
  return createStore({ cell: createMemoryCell(clock, EMPTY_BUDGET), rules, clock });
}

function closed(): LimiterError {
  return new LimiterError("LIMITER_CLOSED", "the limiter was closed");
}
