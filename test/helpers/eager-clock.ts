import type { Clock } from "../../src/base/clock.ts";

/** A clock on which nobody waits: a sleep moves time on by itself, at once. */
export interface EagerClock extends Clock {
  /** Every sleep so far, milliseconds. */
  readonly slept: readonly number[];
  /** Moves time on, as work does that takes some. */
  pass(ms: number): void;
}

export function createEagerClock(): EagerClock {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    wallMs: () => Date.UTC(2026, 0, 1) + now,
    pass(ms) {
      now += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
