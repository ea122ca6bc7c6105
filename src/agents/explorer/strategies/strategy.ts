import type { Place } from "../perception/place.ts";
import type { Transition } from "../perception/transition.ts";

/** A policy for one kind of puzzle. Every strategy sees every step; one at a time acts. */
export interface Strategy {
  readonly name: string;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(place: Place, isNew: boolean): void;
  /** The code of the next action; undefined where it has nothing to propose here. */
  propose(place: Place): number | undefined;
  observe(transition: Transition): void;
  /** Whether the situation that it waits for is there. Pure: asking changes nothing. */
  readonly wantsTurn: boolean;
  /** How much its own actions have found since the game began; 1 is worth a turn. It only grows. */
  readonly progress: number;
}
