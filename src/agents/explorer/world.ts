import { createNavigation, type Navigation } from "./model/moves/navigation.ts";
import type { Place } from "./perception/place.ts";
import type { Transition } from "./perception/transition.ts";

/** The models that every strategy reads. They take in each step once, before any strategy does. */
export interface World {
  readonly navigation: Navigation;
  /** A level begins, or begins again. */
  begin(place: Place): void;
  observe(transition: Transition): void;
}

/** Starts with nothing learned. */
export function createWorld(): World {
  const navigation = createNavigation();
  let level = -1;

  return {
    navigation,
    begin(place) {
      const { levelsCompleted } = place.frame;
      navigation.begin(place, level !== levelsCompleted);
      level = levelsCompleted;
    },
    observe: navigation.observe,
  };
}
