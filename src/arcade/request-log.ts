const WINDOW_MS = 60_000;

/** Counts requests per key in a sliding minute. */
interface RequestLog {
  /** Counts a request of `key` at `nowMs` if it is within the limit: 0, else the milliseconds until one would be. */
  take(key: string, nowMs: number): number;
}

/**
 * Lets no key make more than `perMinute` accepted requests in any 60 s; refused ones do not count.
 * An exact log of arrival times, not a bucket: it tells on a client that bursts across the borders
 * of fixed minutes. `null`: no limit.
 */
export function createRequestLog(perMinute: number | null): RequestLog {
  if (perMinute === null) return { take: () => 0 };
  const logs = new Map<string, { times: Float64Array; next: number }>();
  return {
    take(key, nowMs) {
      let log = logs.get(key);
      if (!log) {
        log = { times: new Float64Array(perMinute).fill(Number.NEGATIVE_INFINITY), next: 0 };
        logs.set(key, log);
      }
      // A ring: the place to write next holds the time of the request `perMinute` requests ago.
      const oldest = log.times[log.next];
      if (oldest === undefined) return WINDOW_MS;
      if (nowMs - oldest < WINDOW_MS) return oldest + WINDOW_MS - nowMs;
      log.times[log.next] = nowMs;
      log.next = (log.next + 1) % perMinute;
      return 0;
    },
  };
}
