import type { Plan } from "../budget/plan.ts";
import { releasesIn } from "../budget/release-log.ts";
import type { Span, Window } from "../budget/window.ts";
import type { Release } from "./room.ts";

/**
 * When what a refreshed window counts will be forgotten, in no order: surely for what was answered; for
 * what is in flight as if its reply took `responseMs`, or came now where it is later than that.
 */
export function releasesAhead(
  window: Window,
  span: Span,
  { nowMs, responseMs }: { readonly nowMs: number; readonly responseMs: number },
  plan: Plan,
): Release[] {
  const { spanMs } = plan[span];
  const answered = releasesIn(window[span]).map(([atMs, n]): Release => [atMs + spanMs, n]);
  const underWay = window.inFlight.map(({ sentMs, tokens }): Release => {
    const replyMs = Math.max(nowMs, sentMs + responseMs);
    const lostMs = sentMs + plan.rules.timeoutMs;
    const isTokens = span === "input" || span === "output";
    return [Math.min(replyMs, lostMs) + spanMs, isTokens ? (tokens?.likely[span] ?? 0) : 1];
  });
  return [...answered, ...underWay];
}
