import type { Cap } from "./plan.ts";

/**
 * Replies of the last span. A request is counted from its reply until one span later: it reached the
 * server at the latest then. Plain data, never changed in place.
 */
export interface ReleaseLog {
  /** Moment, amount, moment, amount …, ascending in time: flat, because a shared budget is written as text. */
  readonly entries: readonly number[];
  /** The latest of them, kept apart so that adding one copies few. */
  readonly recent: readonly number[];
  /** Numbers before this place of `entries` and then `recent` are forgotten, and go when both are next joined. */
  readonly start: number;
  /** The sum of the amounts from `start` on. */
  readonly total: number;
}

export const EMPTY_LOG: ReleaseLog = { entries: [], recent: [], start: 0, total: 0 };

const RECENT = 64;

/** The log without what is a span old. */
export function pruned(log: ReleaseLog, { spanMs }: Cap, nowMs: number): ReleaseLog {
  const end = log.entries.length + log.recent.length;
  let { start, total } = log;
  while (start < end && numberAt(log, start) + spanMs <= nowMs) {
    total -= numberAt(log, start + 1);
    start += 2;
  }
  if (start === log.start) return log;
  return start === end ? EMPTY_LOG : { entries: log.entries, recent: log.recent, start, total };
}

/** The log with `amount` more, released at `atMs` rounded up to the grain: never counted too short. */
export function appended(
  log: ReleaseLog,
  { grainMs }: Cap,
  atMs: number,
  amount: number,
): ReleaseLog {
  if (amount === 0) return log;
  const at = Math.ceil(atMs / grainMs) * grainMs;
  const total = log.total + amount;
  const last = log.recent.length - 2;
  if (last >= 0 && last < RECENT && log.recent[last]! <= at) {
    const isSame = log.recent[last] === at;
    const recent = isSame ? log.recent.slice() : [...log.recent, at, 0];
    recent[recent.length - 1]! += amount;
    return { entries: log.entries, recent, start: log.start, total };
  }
  const entries = [...log.entries, ...log.recent].slice(log.start);
  // Nearly always the end: only a request without a reply is released at a moment yet to come.
  let place = entries.length;
  while (place > 0 && entries[place - 2]! >= at) place -= 2;
  if (entries[place] === at) entries[place + 1]! += amount;
  else if (place < entries.length) entries.splice(place, 0, at, amount);
  else return { entries, recent: [at, amount], start: 0, total };
  return { entries, recent: [], start: 0, total };
}

/** When `amount` of the log will be forgotten; Infinity where it has less. */
export function forgottenAt(log: ReleaseLog, { spanMs }: Cap, amount: number): number {
  const end = log.entries.length + log.recent.length;
  let left = amount;
  for (let i = log.start; i < end; i += 2) {
    left -= numberAt(log, i + 1);
    if (left <= 0) return numberAt(log, i) + spanMs;
  }
  return Number.POSITIVE_INFINITY;
}

/** What the log holds: moments and amounts, ascending in time. */
export function releasesIn(log: ReleaseLog): (readonly [atMs: number, amount: number])[] {
  const end = log.entries.length + log.recent.length;
  const releases: (readonly [number, number])[] = [];
  for (let i = log.start; i < end; i += 2) releases.push([numberAt(log, i), numberAt(log, i + 1)]);
  return releases;
}

function numberAt({ entries, recent }: ReleaseLog, place: number): number {
  return place < entries.length ? entries[place]! : recent[place - entries.length]!;
}
