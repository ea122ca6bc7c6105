import type { Hand } from "./effector.ts";

/** A way may take so many times as many actions as it seemed, and some more, before it is given up. */
const DETOUR = 2;
const LEAST_PATIENCE = 6;

/** Leads a hand to one spot after the other. */
export interface Approach {
  /** The spot on the way to be pressed. */
  option(): number | undefined;
  /** The next action on the way to press a spot; undefined where the way is much longer than it seemed. */
  goTo(spot: number): number | undefined;
  /** Nothing is on the way to be pressed any more. */
  drop(): void;
  /** Whether a spot was given up. */
  isLost(spot: number): boolean;
}

/** Starts with no option. */
export function createApproach(hand: Hand): Approach {
  const lost = new Set<number>();
  let option: number | undefined;
  let patience = 0;
  return {
    option: () => option,
    goTo(spot) {
      if (spot !== option) patience = DETOUR * (hand.distance(spot) ?? 0) + LEAST_PATIENCE;
      option = spot;
      patience -= 1;
      const code = patience < 0 ? undefined : hand.towards(spot);
      if (code !== undefined) return code;
      lost.add(spot);
      option = undefined;
      return undefined;
    },
    drop() {
      option = undefined;
    },
    isLost: (spot) => lost.has(spot),
  };
}
