const WINDOW_MS = 60_000;

/** Counts requests per key in a sliding minute. */
interface RequestLog {
  /** Counts a request of `key` at `nowMs` if it is within the limit: 0, else the milliseconds until one would be. */
  take(key: string, nowMs: number): number;
}

/** Arrival times in order; those before `head` are out of the window. */
interface Arrivals {
  times: number[];
  head: number;
}

/**
 * Lets no key make more than `perMinute` accepted requests in any 60 s; refused ones do not count.
 * An exact log of arrival times, not a bucket: it tells on a client that bursts across the borders
 * of fixed minutes. It holds the last minute's, however high the limit. `null`: no limit.
 */
export function createRequestLog(perMinute: number | null): RequestLog {
  if (perMinute === null) return { take: () => 0 };
  const logs = new Map<string, Arrivals>();
  return {
    take(key, nowMs) {
      const log = logs.get(key) ?? { times: [], head: 0 };
      logs.set(key, log);
      forgetBefore(log, nowMs - WINDOW_MS);
      if (log.times.length - log.head >= perMinute) {
        return (log.times[log.head] ?? nowMs) + WINDOW_MS - nowMs;
      }
      log.times.push(nowMs);
      return 0;
    },
  };
}

/** Drops what arrived at `untilMs` or earlier; the list is cut when half of it is of no use. */
function forgetBefore(log: Arrivals, untilMs: number): void {
  while ((log.times[log.head] ?? Number.POSITIVE_INFINITY) <= untilMs) log.head += 1;
  if (log.head * 2 <= log.times.length) return;
  log.times = log.times.slice(log.head);
  log.head = 0;
}
