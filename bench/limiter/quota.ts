/** What a server allows: `limit` requests in any `windowMs`. */
export interface Quota {
  readonly limit: number;
  readonly windowMs: number;
}

/** The real quota, 600 in 60 s, in a tenth of its time. */
export const BENCH_QUOTA: Quota = { limit: 60, windowMs: 6_000 };

/** How long a worker waits after its n-th 429 in a row: 1, 2, 4 … 60 s in a tenth of their time. */
export const BENCH_BACKOFF = { baseMs: 100, maxMs: 6_000, jitter: 0.1 };

export const WORKERS = 25;
