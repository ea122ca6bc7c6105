import type { Clock } from "../../src/base/clock.ts";

/** A clock that stands still until it is told to go on. */
export interface FakeClock extends Clock {
  /**
   * Lets `ms` pass: wakes the sleepers in the order of their time (first come first where equal)
   * and lets all that they cause happen before the next one wakes.
   */
  advance(ms: number): Promise<void>;
  /** How many sleepers wait. */
  readonly sleeping: number;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** The wall time at which every fake clock reads 0. */
const EPOCH_MS = Date.UTC(2026, 0, 1);

export function createFakeClock(startMs = 0): FakeClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  function nextUntil(targetMs: number): Sleeper | undefined {
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) {
      if (sleeper.atMs <= targetMs && (!next || sleeper.atMs < next.atMs)) next = sleeper;
    }
    return next;
  }

  return {
    now: () => nowMs,
    wallMs: () => EPOCH_MS + nowMs,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (ms <= 0) return resolve();
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          atMs: nowMs + ms,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", onAbort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", onAbort, { once: true });
      });
    },
    async advance(ms) {
      const targetMs = nowMs + ms;
      await settled();
      for (let next = nextUntil(targetMs); next; next = nextUntil(targetMs)) {
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        await settled();
      }
      nowMs = targetMs;
    },
    get sleeping() {
      return sleepers.size;
    },
  };
}

/** Resolves when no promise callback is left to run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
