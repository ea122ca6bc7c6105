import type { Clock } from "../../base/clock.ts";
import type { Claim } from "../budget/budget.ts";
import type { Grant, WaitReason } from "../limiter.ts";

/** A request that waits for its grant. It ends once: granted, or given up. */
export interface Waiter extends Claim {
  readonly retry: boolean;
  readonly order: number;
  readonly sinceMs: number;
  readonly waitedMs: number;
  /** How long it was foreseen to wait; null where nobody looked. */
  readonly foreseenMs: number | null;
  /** The rule that last held it; `queue` while only others before it did. */
  reason: WaitReason;
  /** Stops listening to its signal. */
  unwatch: (() => void) | undefined;
  readonly isOver: boolean;
  resolve(grant: Grant): void;
  reject(error: unknown): void;
}

export function createWaiter(
  { lane, priority, cost, optional, urgent }: Claim,
  {
    clock,
    retry,
    order,
    foreseenMs,
    reason,
    resolve,
    reject,
  }: Pick<Waiter, "retry" | "order" | "foreseenMs" | "reason"> & {
    readonly clock: Clock;
    resolve(grant: Grant): void;
    reject(error: unknown): void;
  },
): Waiter {
  const sinceMs = clock.now();
  let isOver = false;
  return {
    lane,
    priority,
    cost,
    optional,
    urgent,
    retry,
    order,
    sinceMs,
    get waitedMs() {
      return clock.now() - sinceMs;
    },
    foreseenMs,
    reason,
    unwatch: undefined,
    get isOver() {
      return isOver;
    },
    resolve(grant) {
      isOver = true;
      this.unwatch?.();
      resolve(grant);
    },
    reject(error) {
      isOver = true;
      this.unwatch?.();
      reject(error);
    },
  };
}
