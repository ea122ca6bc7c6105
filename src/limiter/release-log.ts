import type { Cap } from "./plan.ts";

/**
 * Replies of the last span. A request is counted from its reply until one span later: it reached the
 * server at the latest then. Plain data, never changed in place.
 */
export interface ReleaseLog {
  /** Moment, amount, moment, amount …, ascending in time: flat, because a shared budget is written as text. */
  readonly entries: readonly number[];
  /** Numbers before this place are forgotten, and go when the list is next copied. */
  readonly start: number;
  /** The sum of the amounts from `start` on. */
  readonly total: number;
}

export const EMPTY_LOG: ReleaseLog = { entries: [], start: 0, total: 0 };

/** The log without what is a span old. */
export function pruned(log: ReleaseLog, { spanMs }: Cap, nowMs: number): ReleaseLog {
  const { entries } = log;
  let { start, total } = log;
  while (start < entries.length && entries[start]! + spanMs <= nowMs) {
    total -= entries[start + 1]!;
    start += 2;
  }
  return start === log.start ? log : { entries, start, total };
}

/** The log with `amount` more, released at `atMs` rounded up to the grain: never counted too short. */
export function appended(
  log: ReleaseLog,
  { grainMs }: Cap,
  atMs: number,
  amount: number,
): ReleaseLog {
  if (amount === 0) return log;
  const entries = log.entries.slice(log.start);
  const at = Math.ceil(atMs / grainMs) * grainMs;
  // Nearly always the end: only a request without a reply is released at a moment yet to come.
  let place = entries.length;
  while (place > 0 && entries[place - 2]! > at) place -= 2;
  if (place > 0 && entries[place - 2] === at) entries[place - 1]! += amount;
  else if (place === entries.length) entries.push(at, amount);
  else entries.splice(place, 0, at, amount);
  return { entries, start: 0, total: log.total + amount };
}

/** When `amount` of the log will be forgotten; Infinity where it has less. */
export function forgottenAt(
  { entries, start }: ReleaseLog,
  { spanMs }: Cap,
  amount: number,
): number {
  let left = amount;
  for (let i = start; i < entries.length; i += 2) {
    left -= entries[i + 1]!;
    if (left <= 0) return entries[i]! + spanMs;
  }
  return Number.POSITIVE_INFINITY;
}
