import type { Place } from "../perception/place.ts";
import type { Transition } from "../perception/transition.ts";
/** A way to look for the end of a level. All strategies see every step; one at a time acts. */
export interface Strategy {
  readonly name: string;
  /** The level begins, or begins again; `isNew`: it was not played before in this run. */
  begin(place: Place, isNew: boolean): void;
  /** The code of the next action; undefined where it has nothing to propose here. */
  propose(place: Place): number | undefined;
  observe(transition: Transition): void;
  /** Whether it just came upon what it waited for, and wants to act before the turn of another ends; asked once. */
  calls?(): boolean;
  /** Whether it found enough in the turn that ends now to be worth its actions. */
  paid(): boolean;
}
