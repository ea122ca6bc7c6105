import type { Clock } from "../base/clock.ts";
import type { Slot } from "./budget/window.ts";
import type { LimiterStore } from "./cells/store.ts";
import type { Grant, Incident, Outcome } from "./limiter.ts";
import type { Outbox } from "./queue/outbox.ts";
import type { Statistics } from "./report/statistics.ts";

export interface GrantsOptions {
  readonly clock: Clock;
  readonly store: LimiterStore;
  readonly statistics: Statistics;
  readonly outbox: Outbox;
  /** A 429, when the store chose the wait. */
  onIncident(incident: Incident): void;
  /** Called when a settlement was posted. */
  onSettled(): void;
}

type Wait = Pick<Grant, "waitedMs" | "waitReason"> & { readonly retry: boolean };

/** Returns how to turn a slot into a grant whose sending and end are counted. */
export function createGrants({
  clock,
  store,
  statistics,
  outbox,
  onIncident,
  onSettled,
}: GrantsOptions): (slot: Slot, wait: Wait) => Grant {
  return (slot, wait) => {
    const { waitedMs, waitReason } = wait;
    const sentMs = clock.now();
    statistics.granted(slot.lane, wait);
    let isSettled = false;
    return {
      waitedMs,
      waitReason,
      settle(outcome) {
        if (isSettled) return;
        isSettled = true;
        statistics.settled(slot.lane, outcome, clock.now() - sentMs);
        outbox.post(slot, outcome, outcome.kind === "limited" ? incident(slot, outcome) : null);
        onSettled();
      },
    };
  };

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
      onIncident({ at, lane, retryAfterMs, lastMinute, inFlight, consecutive, waitMs });
    };
  }
}
