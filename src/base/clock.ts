import { setTimeout as delay } from "node:timers/promises";

/** Where time comes from. Everything that waits or measures takes one, so that tests can own it. */
export interface Clock {
  /** Monotonic milliseconds. On one machine all processes share the origin (the machine's boot). */
  now(): number;
  /** Milliseconds since 1970, for time stamps only; never for measuring a wait. */
  wallMs(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

// performance.now() counts from the process's start and is quick; this moves it to the machine's boot.
const ORIGIN_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** The real clock. */
export const systemClock: Clock = {
  now: () => ORIGIN_MS + performance.now(),
  wallMs: () => Date.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    // A Node timer may fire up to 1 ms early; a wait that guards a limit must never be short.
    const until = systemClock.now() + ms;
    for (let left = ms; left > 0; left = until - systemClock.now()) {
      try {
        await delay(Math.ceil(left), undefined, signal ? { signal } : {});
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      }
    }
  },
};
