import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAbortWatch } from "./abort-watch.ts";
import { createAlarm } from "./alarm.ts";
import type { Grant, Limiter, Priority, WaitReason } from "./limiter.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { Rules } from "./rules.ts";
import { createStatistics } from "./statistics.ts";
import type { LimiterStore } from "./store.ts";
import { createWaitQueue } from "./wait-queue.ts";
import type { Slot } from "./window.ts";

export interface LimiterOptions {
  readonly rules: Rules;
  readonly clock: Clock;
  readonly random: Random;
  /** Where the budget lives; default: this process alone. */
  readonly store?: LimiterStore;
}

interface Waiter {
  readonly lane: string;
  readonly priority: Priority;
  readonly order: number;
  readonly sinceMs: number;
  /** The rule that last held it; `queue` while only others before it did. */
  reason: WaitReason;
  grant(slot: Slot): void;
}

/** Creates a limiter. It keeps a timer only while somebody waits. */
export function createLimiter(options: LimiterOptions): Limiter {
  const { rules, clock, store = createMemoryStore(options) } = options;
  const queue = createWaitQueue<Waiter>();
  const statistics = createStatistics(rules);
  const aborts = createAbortWatch();
  const alarm = createAlarm(clock, serve);
  let arrivals = 0;

  return {
    acquire(request) {
      const { lane, priority = "normal", signal } = request;
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (queue.size === 0) {
        const decision = store.decide({ lane, priority });
        if (decision.granted) return Promise.resolve(open(decision.slot, priority, 0, "none"));
      }
      return wait(lane, priority, signal);
    },
    snapshot: () =>
      statistics.snapshot({ usage: store.usage(), queued: queue.size, nowMs: clock.now() }),
  };

  function wait(lane: string, priority: Priority, signal?: AbortSignal): Promise<Grant> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        lane,
        priority,
        order: arrivals++,
        sinceMs: clock.now(),
        reason: "queue",
        grant(slot) {
          queue.remove(waiter);
          unwatch?.();
          resolve(open(slot, priority, clock.now() - waiter.sinceMs, waiter.reason));
        },
      };
      const unwatch =
        signal &&
        aborts.add(signal, () => {
          queue.remove(waiter);
          if (queue.size === 0) rest();
          reject(signal.reason);
        });
      queue.add(waiter);
      serve();
    });
  }

  /** Grants all that may go now, and sets the alarm for the next that may. */
  function serve() {
    let waitMs = serveNext();
    while (waitMs === 0) waitMs = serveNext();
    if (queue.size === 0) rest();
    else alarm.set(waitMs);
  }

  /** Grants the best claim that may go and returns 0, or returns the shortest wait, Infinity where nobody waits. */
  function serveNext(): number {
    let waitMs = Number.POSITIVE_INFINITY;
    let isWanted = false;
    for (const waiter of queue.claims()) {
      const decision = store.decide(waiter);
      if (decision.granted) {
        waiter.grant(decision.slot);
        return 0;
      }
      waiter.reason = decision.reason;
      waitMs = Math.min(waitMs, decision.waitMs);
      // A lane's spacing holds that lane alone; what holds one for another reason holds all behind it.
      isWanted = decision.reason !== "spacing";
      if (isWanted) break;
    }
    statistics.demand(isWanted, clock.now());
    return waitMs;
  }

  /** Nobody waits. */
  function rest() {
    alarm.clear();
    statistics.demand(false, clock.now());
  }

  function open(slot: Slot, priority: Priority, waitedMs: number, waitReason: WaitReason): Grant {
    queue.countGrant(slot.lane, priority);
    statistics.granted(slot.lane, waitedMs, waitReason);
    const sentMs = clock.now();
    let isSettled = false;
    return {
      waitedMs,
      waitReason,
      settle(outcome) {
        if (isSettled) return;
        isSettled = true;
        const before = outcome.kind === "limited" ? store.usage() : null;
        const waitMs = store.settle(slot, outcome);
        statistics.settled(slot.lane, outcome, clock.now() - sentMs);
        if (before && outcome.kind === "limited") {
          statistics.incident({
            at: clock.wallMs(),
            lane: slot.lane,
            retryAfterMs: outcome.retryAfterMs ?? null,
            lastMinute: before.lastMinute,
            inFlight: before.inFlight,
            consecutive: store.usage().consecutiveLimited,
            waitMs,
          });
        }
        if (queue.size > 0) serve();
      },
    };
  }
}
