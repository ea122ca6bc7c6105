import type { Cap, Plan } from "./plan.ts";
import { appended, EMPTY_LOG, forgottenAt, pruned, type ReleaseLog } from "./release-log.ts";

/** A request that may go, or went and was not settled yet. */
export interface Slot {
  /** Grows in the order of sending. */
  readonly id: number;
  readonly lane: string;
  readonly sentMs: number;
  /** What it was said to cost, and what is held for it. Absent where it costs no tokens. */
  readonly tokens?: SlotTokens;
}

/** The tokens of a slot before its real cost is known. */
export interface SlotTokens {
  readonly estimated: Tokens;
  /** What it will cost on average. */
  readonly likely: Tokens;
  /** What it may cost at worst, as far as is known. */
  readonly reserved: Tokens;
}

/** Tokens of one request. */
export interface Tokens {
  readonly input: number;
  readonly output: number;
}

/**
 * A sliding-window log with conservative accounting: the requests the server may still count. The
 * server counts a request from an unknown moment between send and reply, so one in flight counts
 * here, and so does one answered less than a span ago. When the last request of any span reaches the
 * server, all others of that span were therefore counted here at the moment the latest of them was
 * granted: no span holds more than the limit.
 */
export interface Window {
  /** In the order of sending. */
  readonly inFlight: readonly Slot[];
  readonly minute: ReleaseLog;
  readonly second: ReleaseLog;
  readonly input: ReleaseLog;
  readonly output: ReleaseLog;
}

/** All that is counted: requests in two spans, tokens in the longer one. */
export type Span = "minute" | "second" | TokenKind;
export type TokenKind = keyof Tokens;

export const EMPTY_WINDOW: Window = {
  inFlight: [],
  minute: EMPTY_LOG,
  second: EMPTY_LOG,
  input: EMPTY_LOG,
  output: EMPTY_LOG,
};

/** How tokens in flight are counted. */
type Measure = "likely" | "reserved";

/** Room that is asked for: `amount` within `limit`, with `ahead` left for others. */
export interface Want {
  readonly limit: number;
  readonly amount: number;
  readonly ahead: number;
  readonly as?: Measure;
}

/** The window without what is counted no more. All below expect a refreshed one. */
export function refreshed(window: Window, nowMs: number, plan: Plan): Window {
  const minute = pruned(window.minute, plan.minute, nowMs);
  const second = pruned(window.second, plan.second, nowMs);
  const input = pruned(window.input, plan.input, nowMs);
  const output = pruned(window.output, plan.output, nowMs);
  const keepMs = Math.max(plan.minute.spanMs, plan.second.spanMs);
  const lost = countLost(window, keepMs, nowMs, plan);
  if (
    lost === 0 &&
    minute === window.minute &&
    second === window.second &&
    input === window.input &&
    output === window.output
  ) {
    return window;
  }
  return { inFlight: window.inFlight.slice(lost), minute, second, input, output };
}

/** What is counted in a span: requests or tokens. */
export function usedIn(
  window: Window,
  span: Span,
  nowMs: number,
  plan: Plan,
  as: Measure = "reserved",
): number {
  const lost = countLost(window, plan[span].spanMs, nowMs, plan);
  return heldInFlight(window, span, as, lost) + window[span].total;
}

/**
 * Milliseconds until the span has room for `amount` beside `ahead` that is owed to others, 0 where it
 * has now. Where it needs replies that have not come it may be too short, and where tokens turn out fewer
 * than held too long: ask again then, and when something was settled.
 */
export function capHold(
  window: Window,
  span: Span,
  { limit, amount, ahead, as = "reserved" }: Want,
  nowMs: number,
  plan: Plan,
): number {
  const cap: Cap = plan[span];
  // What costs nothing here goes even where the window is over-full.
  if (limit === Number.POSITIVE_INFINITY || amount === 0) return 0;
  const lost = countLost(window, cap.spanMs, nowMs, plan);
  const used = heldInFlight(window, span, as, lost) + window[span].total;
  const tooMuch = used - limit + amount + ahead;
  if (tooMuch <= 0) return 0;
  const oldest = window.inFlight[lost];
  const lostMs = oldest
    ? oldest.sentMs + plan.rules.timeoutMs + cap.spanMs
    : Number.POSITIVE_INFINITY;
  // What is still in flight stays a whole span from now at least.
  const freeMs = Math.min(forgottenAt(window[span], cap, tooMuch), nowMs + cap.spanMs);
  return Math.min(lostMs, freeMs) - nowMs;
}

/** The place of a slot among those in flight, -1 where it is not: settled before, or forgotten. */
export function placeOf({ inFlight }: Window, slot: Slot): number {
  return inFlight.findIndex(({ id, sentMs }) => id === slot.id && sentMs === slot.sentMs);
}

/** The window with the slot at `place` released at `atMs`, having cost `tokens`. */
export function released(
  window: Window,
  place: number,
  release: { readonly atMs: number; readonly tokens: Tokens },
  plan: Plan,
): Window {
  const { atMs, tokens } = release;
  return {
    inFlight: window.inFlight.toSpliced(place, 1),
    minute: appended(window.minute, plan.minute, atMs, 1),
    second: appended(window.second, plan.second, atMs, 1),
    input: appended(window.input, plan.input, atMs, tokens.input),
    output: appended(window.output, plan.output, atMs, tokens.output),
  };
}

function heldInFlight({ inFlight }: Window, span: Span, as: Measure, lost: number): number {
  if (span === "minute" || span === "second") return inFlight.length - lost;
  let held = 0;
  for (let i = lost; i < inFlight.length; i += 1) held += inFlight[i]!.tokens?.[as][span] ?? 0;
  return held;
}

/** Requests in flight whose timeout is over for a whole span. */
function countLost({ inFlight }: Window, spanMs: number, nowMs: number, plan: Plan): number {
  const sinceMs = plan.rules.timeoutMs + spanMs;
  let lost = 0;
  while (lost < inFlight.length && inFlight[lost]!.sentMs + sinceMs <= nowMs) lost += 1;
  return lost;
}
