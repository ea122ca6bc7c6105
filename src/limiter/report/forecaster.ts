import type { Clock } from "../../base/clock.ts";
import type { Claim } from "../budget/budget.ts";
import type { LimiterStore } from "../cells/store.ts";
import type { Forecast } from "../limiter.ts";
import type { WaitQueue } from "../queue/wait-queue.ts";
import type { Waiter } from "../queue/waiter.ts";
import type { Statistics } from "./statistics.ts";

/** Foresees waits from the queue and the budget. */
export interface Forecaster {
  /** Of a request of normal priority on a new lane. */
  forecast(): Forecast;
  /**
   * The wait of a request that is about to join the queue; null most times where many join, and where
   * it may be deferred: that ends with the demand of others.
   */
  foresee(claim: Claim): number | null;
}

/** To foresee costs as much as there are requests in the window and the queue: seldom is enough to judge it. */
const EVERY_MS = 250;

export function createForecaster(
  clock: Clock,
  store: LimiterStore,
  queue: WaitQueue<Waiter>,
  statistics: Pick<Statistics, "responseMs">,
): Forecaster {
  let nextMs = Number.NEGATIVE_INFINITY;

  return {
    forecast: () => look(null, { lane: "", priority: "normal" }),
    foresee(claim) {
      const nowMs = clock.now();
      if (nowMs < nextMs || claim.priority === "background") return null;
      nextMs = nowMs + EVERY_MS;
      return look(claim.lane, claim).waitMs;
    },
  };

  function look(lane: string | null, claim: Claim): Forecast {
    return store.forecast({
      claim,
      before: queue.before(lane, claim.priority),
      responseMs: statistics.responseMs(),
    });
  }
}
