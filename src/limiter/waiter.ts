import type { CostEstimate, Grant, GrantRequest, Priority, WaitReason } from "./limiter.ts";

/** A request that waits for its grant. It ends once: granted, or given up. */
export interface Waiter {
  readonly lane: string;
  readonly priority: Priority;
  readonly cost: CostEstimate | undefined;
  readonly retry: boolean;
  readonly order: number;
  readonly sinceMs: number;
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
  { lane, priority = "normal", cost, retry = false }: GrantRequest,
  {
    order,
    sinceMs,
    foreseenMs,
    reason,
    resolve,
    reject,
  }: Pick<Waiter, "order" | "sinceMs" | "foreseenMs" | "reason"> & {
    resolve(grant: Grant): void;
    reject(error: unknown): void;
  },
): Waiter {
  let isOver = false;
  return {
    lane,
    priority,
    cost,
    retry,
    order,
    sinceMs,
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
