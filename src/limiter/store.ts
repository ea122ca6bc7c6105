import type { Claim, Decision, Usage } from "./budget.ts";
import type { Outcome } from "./limiter.ts";
import type { Slot } from "./window.ts";

/**
 * Where the budget lives. Each method is one atomic transaction over the functions of budget.ts, in
 * the store's own time, so whoever shares a store shares one budget. Waits are durations; a store
 * whose budget others use too may answer with a shorter wait than needed, to be asked again soon.
 * Never throws: a store that can fail has a fallback of its own.
 */
export interface LimiterStore {
  decide(claim: Claim): Decision;
  /** Settles a slot; the wait a 429 opened in milliseconds, else 0. A second call changes nothing. */
  settle(slot: Slot, outcome: Outcome): number;
  usage(): Usage;
}
