import type { Priority } from "./limiter.ts";
import type { Plan } from "./plan.ts";
import { appended, EMPTY_LOG, forgottenAt, pruned, type ReleaseLog } from "./release-log.ts";

/** A request that may go, or went and was not settled yet. */
export interface Slot {
  /** Grows in the order of sending. */
  readonly id: number;
  readonly lane: string;
  readonly sentMs: number;
}

/**
 * The requests the server may still count. It counts a request from an unknown moment between send
 * and reply, so one in flight counts here, and so does one answered less than a span ago. When the
 * last request of any span reaches the server, all others of that span were therefore counted here
 * at the moment the latest of them was granted: no span holds more than the limit.
 */
export interface Window {
  /** In the order of sending. */
  readonly inFlight: readonly Slot[];
  readonly minute: ReleaseLog;
  readonly second: ReleaseLog;
}

/** The two spans that are counted. */
export type Span = "minute" | "second";

export const EMPTY_WINDOW: Window = { inFlight: [], minute: EMPTY_LOG, second: EMPTY_LOG };

/** The window without what is counted no more. All below expect a refreshed one. */
export function refreshed(window: Window, nowMs: number, plan: Plan): Window {
  const minute = pruned(window.minute, plan.minute, nowMs);
  const second = pruned(window.second, plan.second, nowMs);
  const keepMs = Math.max(plan.minute.spanMs, plan.second.spanMs);
  const lost = countLost(window, keepMs, nowMs, plan);
  if (lost === 0 && minute === window.minute && second === window.second) return window;
  return { inFlight: window.inFlight.slice(lost), minute, second };
}

/** Requests counted in a span. */
export function usedIn(window: Window, span: Span, nowMs: number, plan: Plan): number {
  const lost = countLost(window, plan[span].spanMs, nowMs, plan);
  return window.inFlight.length - lost + window[span].total;
}

/**
 * Milliseconds until the span may hold one more, 0 where it does now. A lower bound: it is right when
 * nothing in flight is settled before, and settling is a reason to ask again.
 */
export function capHold(
  window: Window,
  span: Span,
  priority: Priority,
  nowMs: number,
  plan: Plan,
): number {
  const cap = plan[span];
  const limit = priority === "critical" ? cap.limit : cap.ordinaryLimit;
  const tooMany = usedIn(window, span, nowMs, plan) - limit + 1;
  if (tooMany <= 0) return 0;
  const oldest = window.inFlight[countLost(window, cap.spanMs, nowMs, plan)];
  const lostMs = oldest
    ? oldest.sentMs + plan.rules.timeoutMs + cap.spanMs
    : Number.POSITIVE_INFINITY;
  return Math.min(lostMs, forgottenAt(window[span], cap, tooMany)) - nowMs;
}

/** The window with a slot that got its reply at `atMs`; null where the slot is not in flight. */
export function released(window: Window, slot: Slot, atMs: number, plan: Plan): Window | null {
  const place = window.inFlight.findIndex(({ id }) => id === slot.id);
  if (place < 0) return null;
  return {
    inFlight: window.inFlight.toSpliced(place, 1),
    minute: appended(window.minute, plan.minute, atMs),
    second: appended(window.second, plan.second, atMs),
  };
}

/** Requests in flight whose timeout is over for a whole span. */
function countLost({ inFlight }: Window, spanMs: number, nowMs: number, plan: Plan): number {
  const sinceMs = plan.rules.timeoutMs + spanMs;
  let lost = 0;
  while (lost < inFlight.length && inFlight[lost]!.sentMs + sinceMs <= nowMs) lost += 1;
  return lost;
}
