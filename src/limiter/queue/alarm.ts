import type { Clock } from "../../base/clock.ts";

/** One wake-up at a time. */
export interface Alarm {
  /** Rings in `waitMs`, or earlier when it was set earlier. */
  set(waitMs: number): void;
  /** Forgets the wake-up, and with it the timer that would keep the process alive. */
  clear(): void;
}

/** Waits are differences of moments, and such a difference can be too small to move the clock: it would ring for ever. */
const SHORTEST_MS = 0.001;
/** The longest a Node timer can wait; whoever needs more is rung, and sets the alarm again. */
const LONGEST_MS = 2 ** 31 - 1;

export function createAlarm(clock: Clock, ring: () => void): Alarm {
  let armed: { readonly atMs: number; readonly controller: AbortController } | null = null;

  function clear() {
    armed?.controller.abort();
    armed = null;
  }

  return {
    clear,
    set(waitMs) {
      const sleepMs = Math.min(Math.max(waitMs, SHORTEST_MS), LONGEST_MS);
      const atMs = clock.now() + sleepMs;
      if (armed && armed.atMs <= atMs) return;
      clear();
      const mine = { atMs, controller: new AbortController() };
      armed = mine;
      const wake = () => {
        if (armed !== mine) return;
        armed = null;
        ring();
      };
      // A sleep ends early only because it was cleared.
      clock.sleep(sleepMs, mine.controller.signal).then(wake, () => {});
    },
  };
}
