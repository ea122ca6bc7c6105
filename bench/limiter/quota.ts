/** What a server allows: `limit` requests in any `windowMs`. */
export interface Quota {
  readonly limit: number;
  readonly windowMs: number;
}

/** The real quota, 600 in 60 s, at the same rate in another window. */
export function quotaOf(windowMs: number): Quota {
  return { limit: Math.round(windowMs / 100), windowMs };
}

/** How long a worker waits after its n-th 429 in a row: 1, 2, 4 … 60 s for a window of 60 s. */
export function backoffOf({ windowMs }: Quota) {
  return { baseMs: windowMs / 60, maxMs: windowMs, minMs: 0, jitter: 0.1 };
}

export const WORKERS = 25;
