import type { BudgetState } from "../budget/budget.ts";
import type { Plan } from "../budget/plan.ts";
import { releasesIn } from "../budget/release-log.ts";
import { refreshed, type Window } from "../budget/window.ts";
import { releasesAhead } from "./releases-ahead.ts";

/** How far back "recently" reaches, and the least time a rate is taken over. */
const RECENTLY_MS = 10_000;
const LEAST_MS = 1_000;

/**
 * Milliseconds until ordinary requests have used up the window if all who share it go on as in the
 * last ten seconds: 0 where it is full, null where it never will be.
 */
export function forecastFull(
  state: BudgetState,
  nowMs: number,
  responseMs: number,
  plan: Plan,
): number | null {
  const limit = plan.minute.ordinaryLimit;
  if (!Number.isFinite(limit)) return null;
  const window = refreshed(state.window, nowMs, plan);
  const releases = releasesAhead(window, "minute", { nowMs, responseMs }, plan);
  const perMs = recentPerMs(window, nowMs);
  let used = releases.reduce((sum, [, amount]) => sum + amount, 0);
  // The first of those yet to come is forgotten after this; from then on use is even, or falls.
  const horizonMs = nowMs + responseMs + plan.minute.spanMs;
  for (const [atMs, amount] of [...releases.sort((a, b) => a[0] - b[0]), [horizonMs, 0] as const]) {
    const fullInMs = used >= limit ? 0 : (limit - used) / perMs;
    if (nowMs + fullInMs <= Math.min(atMs, horizonMs)) return fullInMs;
    used -= amount;
  }
  return null;
}

/** Requests per millisecond that were sent or answered recently. */
function recentPerMs({ minute, inFlight }: Window, nowMs: number): number {
  const answered = releasesIn(minute);
  const firstMs = Math.min(answered[0]?.[0] ?? nowMs, inFlight[0]?.sentMs ?? nowMs);
  const overMs = Math.max(LEAST_MS, Math.min(RECENTLY_MS, nowMs - firstMs));
  const isRecent = (atMs: number) => atMs > nowMs - overMs && atMs <= nowMs;
  const replies = answered.reduce((sum, [atMs, n]) => (isRecent(atMs) ? sum + n : sum), 0);
  // In an even flow as many are sent as are answered; at the beginning none is answered yet.
  const sends = inFlight.filter(({ sentMs }) => isRecent(sentMs)).length;
  return (nowMs - firstMs < RECENTLY_MS ? replies + sends : replies) / overMs;
}
