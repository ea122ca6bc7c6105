import type { Percentiles } from "../limiter.ts";

/** The latest durations, in a fixed amount of memory. */
export interface Samples {
  add(ms: number): void;
  /** By nearest rank; all 0 before the first sample. */
  percentiles(): Percentiles;
}

export function createSamples(capacity: number): Samples {
  const ring = new Float64Array(capacity);
  let added = 0;

  return {
    add(ms) {
      ring[added % capacity] = ms;
      added += 1;
    },
    percentiles() {
      const sorted = ring.slice(0, Math.min(added, capacity)).sort();
      const rank = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
      return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99) };
    },
  };
}
