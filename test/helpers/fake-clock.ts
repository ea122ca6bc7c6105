import type { Clock } from "../../src/base/clock.ts";

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /**
   * Moves time on by `ms`, waking sleepers in the order they are due, each at its own moment: what
   * it does next, another sleep included, happens at that time. Resolves when all is quiet.
   */
  advance(ms: number): Promise<void>;
  /** How many are asleep. */
  sleepers(): number;
}

/** 2026-01-01, the wall time of `now() === 0`. */
const EPOCH_MS = Date.UTC(2026, 0, 1);

export function createFakeClock(startMs = 0): FakeClock {
  let now = startMs;
  const sleeping = new Set<{ readonly due: number; readonly wake: () => void }>();

  /** Lets everything that can run without time passing run. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

  return {
    now: () => now,
    wallMs: () => EPOCH_MS + now,
    sleepers: () => sleeping.size,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (ms <= 0) return resolve();
        const abort = () => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper = {
          due: now + ms,
          wake() {
            sleeping.delete(sleeper);
            signal?.removeEventListener("abort", abort);
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener("abort", abort, { once: true });
      }),
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (;;) {
        const [next] = [...sleeping].sort((a, b) => a.due - b.due);
        if (!next || next.due > until) break;
        now = next.due;
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}
