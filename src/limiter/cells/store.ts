import type { Claim, Usage } from "../budget/budget.ts";
import type { Answer, Exchange } from "../budget/exchange.ts";
import type { Upcoming } from "../forecast/forecast-wait.ts";
import type { Forecast } from "../limiter.ts";

/**
 * Where the budget lives. Each exchange is one atomic transaction over the functions of budget.ts, in
 * the store's own time, so whoever shares a store shares one budget. Waits are durations; a store
 * whose budget others use too may answer with a shorter wait than needed, to be asked again soon.
 * Does not fail in use: a store that can fail has a fallback of its own.
 */
export interface LimiterStore {
  /** A store that answers at once returns the answer itself. Settling a slot twice changes nothing. */
  exchange<C extends Claim>(exchange: Exchange<C>): Answer<C> | Promise<Answer<C>>;
  /** As of this party's latest exchange, what has been forgotten since then left out. */
  usage(): Usage;
  /** As of the same moment. */
  forecast(upcoming: Upcoming): Forecast;
  /** Ends the cooldown and the throttle of all who share the budget. */
  clearCooldown(): void | Promise<void>;
  /** Calls `listener` when another party has changed the budget; returns how to stop that. */
  onForeignChange(listener: () => void): () => void;
  close(): void | Promise<void>;
}
