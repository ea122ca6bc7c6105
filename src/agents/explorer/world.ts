import { createNavigation, type Navigation } from "./model/moves/navigation.ts";
import type { Place } from "./perception/place.ts";
import type { Transition } from "./perception/transition.ts";
import { createPressTracker, type PressTracker } from "./tracking/cursor/press-tracker.ts";

/** The models that every strategy reads. They take in each step once, before any strategy does. */
export interface World {
  readonly navigation: Navigation;
  readonly presses: PressTracker;
  /** A level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(place: Place, isNew: boolean): void;
  observe(transition: Transition): void;
}

/** Starts with nothing learned. */
export function createWorld(): World {
  const navigation = createNavigation();
  const presses = createPressTracker();

  return {
    navigation,
    presses,
    begin(place, isNew) {
      for (const model of [navigation, presses]) model.begin(place, isNew);
    },
    observe(transition) {
      for (const model of [navigation, presses]) model.observe(transition);
    },
  };
}
