import type { Place } from "./perception/place.ts";
import type { Transition } from "./perception/transition.ts";
import { createPressTracker, type PressTracker } from "./tracking/cursor/press-tracker.ts";

/** What is learned of a game whoever acts: fed once per step, before any strategy. */
export interface World {
  readonly presses: PressTracker;
  /** A level begins, or begins again. */
  begin(place: Place): void;
  observe(transition: Transition): void;
}

/** Starts with nothing known. */
export function createWorld(): World {
  const presses = createPressTracker();
  let level = -1;

  return {
    presses,
    begin(place) {
      const { levelsCompleted } = place.frame;
      presses.begin(place, level !== levelsCompleted);
      level = levelsCompleted;
    },
    observe: presses.observe,
  };
}
