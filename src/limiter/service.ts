import type { Clock } from "../base/clock.ts";
import { holdsItselfAlone } from "./budget/decide.ts";
import type { Answer } from "./budget/exchange.ts";
import type { Slot } from "./budget/window.ts";
import type { LimiterStore } from "./cells/store.ts";
import type { WaitReason } from "./limiter.ts";
import { createAlarm } from "./queue/alarm.ts";
import type { Outbox, Posted } from "./queue/outbox.ts";
import type { WaitQueue } from "./queue/wait-queue.ts";
import type { Waiter } from "./queue/waiter.ts";
import type { Statistics } from "./report/statistics.ts";

export interface ServiceOptions {
  readonly clock: Clock;
  readonly store: LimiterStore;
  readonly queue: WaitQueue<Waiter>;
  readonly outbox: Outbox;
  readonly statistics: Statistics;
  /** Takes a slot for a waiter, out of the queue then. */
  grant(waiter: Waiter, slot: Slot): void;
  giveUp(waiter: Waiter, reason: unknown): void;
}

/** The talk with the store for all waiters: one exchange at a time, a timer only while somebody waits. */
export interface Service {
  /** Whether an exchange is under way. */
  readonly isBusy: boolean;
  /** Tells the store what was settled and asks for all waiters, as often as somebody gets something. */
  serve(): void;
  /** Takes what the store answers to a claim that was made before its waiter was queued. */
  answered(answer: Answer | Promise<Answer>, waiter: Waiter): void;
  /** To be called when nobody waits any more. */
  rest(): void;
  /** Resolves when no exchange is under way; others' changes are ignored from now on. */
  end(): Promise<void>;
}

/**
 * After a change by another party the waiters ask again within this time: often enough for what only
 * a change can end, seldom enough that a busy neighbour costs few exchanges.
 */
const FOREIGN_CHANGE_MS = 250;
const NOTHING: readonly Posted[] = [];
const NOBODY: readonly Waiter[] = [];

/** An answer, with the waiters whose claims it decides on. */
type AnswerTo = Pick<Answer, "waitsMs" | "decisions"> & { readonly claims: readonly Waiter[] };

export function createService(options: ServiceOptions): Service {
  const { clock, store, queue, outbox, statistics, grant, giveUp } = options;
  const alarm = createAlarm(clock, serve);
  const ignoreChanges = store.onForeignChange(() => {
    if (queue.size > 0 && heldBy !== "share") alarm.set(FOREIGN_CHANGE_MS);
  });
  let heldBy: WaitReason = "none";
  let underWay: Promise<void> | null = null;
  // Made once: a settlement while nobody waits is half of all exchanges, and must stay cheap.
  const exchange = {
    settlements: NOTHING,
    claims: () => (queue.size > 0 ? queue.claims() : NOBODY),
    get waiting() {
      return queue.size;
    },
  };

  return {
    get isBusy() {
      return underWay !== null;
    },
    serve,
    answered(answer, waiter) {
      const to = (one: Answer) => ({ ...one, claims: [waiter] });
      const answerTo = answer instanceof Promise ? answer.then(to) : to(answer);
      if (receive(answerTo, NOTHING)) serve();
    },
    rest,
    async end() {
      ignoreChanges();
      while (underWay) await underWay;
    },
  };

  function serve() {
    let isMore = !underWay;
    while (isMore && (queue.size > 0 || outbox.size > 0)) {
      const told = outbox.empty();
      exchange.settlements = told;
      isMore = receive(store.exchange(exchange), told);
    }
  }

  /** Takes the answer when it is there; whether there may be more to ask for at once. */
  function receive(answer: AnswerTo | Promise<AnswerTo>, told: readonly Posted[]): boolean {
    if (!(answer instanceof Promise)) return take(answer, told);
    underWay = answer.then(
      (late) => {
        underWay = null;
        const isMore = take(late, told);
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
  function take({ waitsMs, claims, decisions }: AnswerTo, told: readonly Posted[]): boolean {
    for (const [i, one] of told.entries()) one.done?.(waitsMs[i] ?? 0);
    let waitMs = Number.POSITIVE_INFINITY;
    let isHeld = false;
    for (const [i, decision] of decisions.entries()) {
      const waiter = claims[i]!;
      if (decision.granted) {
        grant(waiter, decision.slot);
      } else {
        waiter.reason = decision.reason;
        waitMs = Math.min(waitMs, decision.waitMs);
        isHeld = !holdsItselfAlone(decision.reason);
        heldBy = decision.reason;
      }
    }
    if (queue.size > 0 && !isHeld && isAnyNew(claims)) return true;
    if (queue.size === 0) rest();
    else {
      statistics.demand(isHeld, clock.now());
      alarm.set(waitMs);
    }
    return false;
  }

  function isAnyNew(asked: readonly Waiter[]): boolean {
    const known = new Set(asked);
    for (const waiter of queue.claims()) if (!known.has(waiter)) return true;
    return false;
  }

  function rest() {
    alarm.clear();
    statistics.demand(false, clock.now());
  }
}
