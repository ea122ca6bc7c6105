import { createNavigation, type Navigation } from "./model/moves/navigation.ts";
import type { Place } from "./perception/place.ts";
import type { Transition } from "./perception/transition.ts";

/** What is learned of a game whoever acts: fed once per step, before any strategy. */
export interface World {
  readonly navigation: Navigation;
  /** A level begins, or begins again. */
  begin(place: Place): void;
  observe(transition: Transition): void;
}

/** Starts with nothing known. */
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
