import type { Clock } from "../../base/clock.ts";
import type { Random } from "../../base/random.ts";
import type { Settlement } from "../budget/settlement.ts";
import type { Slot } from "../budget/window.ts";

/** A settlement on its way to the store. */
export interface Posted extends Settlement {
  /** Told the wait it opened. */
  readonly done: ((waitMs: number) => void) | null;
}

/** Settlements that the store was not told yet. */
export interface Outbox {
  readonly size: number;
  post(slot: Slot, outcome: Settlement["outcome"], done?: Posted["done"]): void;
  /** Hands out all, each with how long ago it was posted. */
  empty(): readonly Posted[];
}

export function createOutbox(clock: Clock, random: Random): Outbox {
  let posted: { -readonly [K in keyof Posted]: Posted[K] }[] = [];
  let postedMs: number[] = [];

  return {
    get size() {
      return posted.length;
    },
    post(slot, outcome, done = null) {
      const chance = outcome.kind === "limited" ? random.next() : 0;
      posted.push({ slot, outcome, chance, agoMs: 0, done });
      postedMs.push(clock.now());
    },
    empty() {
      const all = posted;
      const nowMs = clock.now();
      for (const [i, one] of all.entries()) one.agoMs = nowMs - postedMs[i]!;
      posted = [];
      postedMs = [];
      return all;
    },
  };
}
