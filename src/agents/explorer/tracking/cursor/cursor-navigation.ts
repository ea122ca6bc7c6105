import type { Transition } from "../../perception/transition.ts";
import type { PressTracker } from "./press-tracker.ts";

/** A way may take so many times as many actions as it seemed, and some more, before it is given up. */
const DETOUR = 2;
const LEAST_PATIENCE = 6;

/** Leads the effector to one pressable after the other, for one strategy. */
export interface CursorNavigation {
  /** The level begins (`isNew`), or begins again. */
  begin(isNew: boolean): void;
  /** The pressable that it is going to press. */
  destination(): number | undefined;
  /** The next action on the way to press a pressable; undefined for none, and where the way is much longer than it seemed. */
  goTo(pressable: number | undefined): number | undefined;
  /** Whether a pressable was given up on this level. */
  isGivenUp(pressable: number): boolean;
  /** About how many actions it takes to press one; undefined where that is not known, or it was given up. */
  distance(pressable: number): number | undefined;
  /** Takes in a step: a press ends the way, and so does the level's end. Returns whether it pressed the destination. */
  observe(step: Transition): boolean;
}

/** Starts with no destination. */
export function createCursorNavigation(presses: PressTracker): CursorNavigation {
  const givenUp = new Set<number>();
  let destination: number | undefined;
  let patience = 0;
  const distance = (pressable: number) => presses.effector?.distance(pressable);

  return {
    begin(isNew) {
      if (isNew) givenUp.clear();
      destination = undefined;
    },
    destination: () => destination,
    goTo(pressable) {
      if (pressable === undefined) return undefined;
      if (pressable !== destination)
        patience = DETOUR * (distance(pressable) ?? 0) + LEAST_PATIENCE;
      destination = pressable;
      patience -= 1;
      const code = patience < 0 ? undefined : presses.effector?.towards(pressable);
      if (code !== undefined) return code;
      givenUp.add(pressable);
      destination = undefined;
      return undefined;
    },
    isGivenUp: (pressable) => givenUp.has(pressable),
    distance: (pressable) => (givenUp.has(pressable) ? undefined : distance(pressable)),
    observe({ to }) {
      const { pressed } = presses;
      const isArrived = pressed !== undefined && pressed === destination;
      if (pressed !== undefined || typeof to === "number") destination = undefined;
      return isArrived;
    },
  };
}
