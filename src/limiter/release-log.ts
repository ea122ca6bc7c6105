import type { Cap } from "./plan.ts";

/**
 * Replies of the last span. A request is counted from its reply until one span later: it reached the
 * server at the latest then. Plain data, never changed in place.
 */
export interface ReleaseLog {
  /** Ascending in `atMs`; `count` requests each. */
  readonly entries: readonly Entry[];
  /** Entries before this one are forgotten, and go when the list is next copied. */
  readonly start: number;
  /** The sum of the counts from `start` on. */
  readonly total: number;
}

interface Entry {
  readonly atMs: number;
  readonly count: number;
}

export const EMPTY_LOG: ReleaseLog = { entries: [], start: 0, total: 0 };

/** The log without what is a span old. */
export function pruned(log: ReleaseLog, { spanMs }: Cap, nowMs: number): ReleaseLog {
  const { entries } = log;
  let { start, total } = log;
  for (let entry = entries[start]; entry && entry.atMs + spanMs <= nowMs; entry = entries[start]) {
    total -= entry.count;
    start += 1;
  }
  return start === log.start ? log : { entries, start, total };
}

/** The log with one more, released at `atMs` rounded up to the grain: never counted too short. */
export function appended(log: ReleaseLog, { grainMs }: Cap, atMs: number): ReleaseLog {
  const entries = log.entries.slice(log.start);
  const at = Math.ceil(atMs / grainMs) * grainMs;
  // Nearly always the end: only a request without a reply is released at a moment yet to come.
  let place = entries.length;
  while (place > 0 && entries[place - 1]!.atMs > at) place -= 1;
  const same = entries[place - 1];
  if (same?.atMs === at) entries[place - 1] = { atMs: at, count: same.count + 1 };
  else entries.splice(place, 0, { atMs: at, count: 1 });
  return { entries, start: 0, total: log.total + 1 };
}

/** When `n` of the log will be forgotten; Infinity where it has fewer. */
export function forgottenAt({ entries, start }: ReleaseLog, { spanMs }: Cap, n: number): number {
  let left = n;
  for (let i = start; i < entries.length; i += 1) {
    const { atMs, count } = entries[i]!;
    left -= count;
    if (left <= 0) return atMs + spanMs;
  }
  return Number.POSITIVE_INFINITY;
}
