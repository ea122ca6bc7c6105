import type { Cap } from "./rules.ts";

/** A request that may go, or went and was not settled yet. */
export interface Slot {
  /** Grows in the order of sending. */
  readonly id: number;
  readonly lane: string;
  readonly sentMs: number;
}

/**
 * The requests the server may still count. It counts a request from an unknown moment between send
 * and reply, so one in flight counts here, and one answered at `atMs` counts until `atMs` + span.
 * When the k-th request of any span reaches the server, all the others of that span are therefore
 * counted here at the moment the last of them was granted: no span can hold more than the limit.
 */
export interface Window {
  /** In the order of sending. */
  readonly inFlight: readonly Slot[];
  /** Ascending in `atMs`. */
  readonly released: readonly Release[];
}

/** `count` requests that reached the server at `atMs` at the latest. */
export interface Release {
  readonly atMs: number;
  readonly count: number;
}

/** Requests counted in the last `spanMs`. One in flight for longer than the timeout counts as released then. */
export function usedIn(window: Window, spanMs: number, nowMs: number, timeoutMs: number): number {
  const { inFlight, released } = window;
  let lost = 0;
  while (lost < inFlight.length && inFlight[lost]!.sentMs + timeoutMs + spanMs <= nowMs) lost += 1;
  let used = inFlight.length - lost;
  for (let i = released.length - 1; i >= 0; i -= 1) {
    const release = released[i]!;
    if (release.atMs + spanMs <= nowMs) break;
    used += release.count;
  }
  return used;
}

/**
 * Milliseconds until one more may fit under the cap, 0 or less when it fits now. A lower bound: it
 * is right when nothing in flight is settled before, and settling is a reason to ask again.
 */
export function capHold(window: Window, cap: Cap, nowMs: number, timeoutMs: number): number {
  let tooMany = usedIn(window, cap.spanMs, nowMs, timeoutMs) - cap.limit + 1;
  if (tooMany <= 0) return 0;
  const lost = window.inFlight.find((slot) => slot.sentMs + timeoutMs + cap.spanMs > nowMs);
  let freeMs = lost ? lost.sentMs + timeoutMs + cap.spanMs : Number.POSITIVE_INFINITY;
  for (const { atMs, count } of window.released) {
    if (atMs + cap.spanMs <= nowMs) continue;
    tooMany -= count;
    if (tooMany > 0) continue;
    freeMs = Math.min(freeMs, atMs + cap.spanMs);
    break;
  }
  return freeMs - nowMs;
}

/** Forgets what no span of up to `keepMs` counts any more. */
export function pruned(window: Window, keepMs: number, nowMs: number, timeoutMs: number): Window {
  const { inFlight, released } = window;
  let gone = 0;
  while (gone < released.length && released[gone]!.atMs + keepMs <= nowMs) gone += 1;
  let lost = 0;
  while (lost < inFlight.length && inFlight[lost]!.sentMs + timeoutMs + keepMs <= nowMs) lost += 1;
  if (gone + lost === 0) return window;
  return { inFlight: inFlight.slice(lost), released: released.slice(gone) };
}

/**
 * Moves a slot from in flight to released. `atMs` is rounded up to a multiple of `grainMs`, which
 * bounds the list by span ÷ grain however many requests there are.
 */
export function release(window: Window, slot: Slot, atMs: number, grainMs: number): Window {
  const inFlight = window.inFlight.filter(({ id }) => id !== slot.id);
  const released = window.released.slice();
  const at = Math.ceil(atMs / grainMs) * grainMs;
  let place = released.length;
  while (place > 0 && released[place - 1]!.atMs > at) place -= 1;
  const same = released[place - 1];
  if (same?.atMs === at) released[place - 1] = { atMs: at, count: same.count + 1 };
  else released.splice(place, 0, { atMs: at, count: 1 });
  return { inFlight, released };
}
