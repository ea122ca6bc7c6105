import type { Grant, GrantRequest, Priority, TokenCost, WaitReason } from "./limiter.ts";

/** A request that waits for its grant. It ends once: granted, or given up. */
export interface Waiter {
  readonly lane: string;
  readonly priority: Priority;
  readonly cost: TokenCost | undefined;
  readonly order: number;
  readonly sinceMs: number;
  /** The rule that last held it; `queue` while only others before it did. */
  reason: WaitReason;
  /** Stops listening to its signal. */
  unwatch: (() => void) | undefined;
  readonly isOver: boolean;
  resolve(grant: Grant): void;
  reject(error: unknown): void;
}

export function createWaiter(
  { lane, priority = "normal", cost }: GrantRequest,
  {
    order,
    sinceMs,
    reason,
    resolve,
    reject,
  }: Pick<Waiter, "order" | "sinceMs" | "reason"> & {
    resolve(grant: Grant): void;
    reject(error: unknown): void;
  },
): Waiter {
  let isOver = false;
  return {
    lane,
    priority,
    cost,
    order,
    sinceMs,
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
