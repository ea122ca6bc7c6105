import type { View } from "../../perception/view.ts";

/** What presses the spots of a board: the mouse, or a cursor that keys move. */
export interface Hand {
  /** The level begins, or begins again. */
  begin(view: View): void;
  /** About how many actions it takes to get to a spot; undefined where no way is known. */
  distance(spot: number): number | undefined;
  /** The code of the next action on the way to press a spot; undefined where it is not known how. */
  towards(spot: number): number | undefined;
  /** The spot that an action presses; undefined for none. Asked before `follow` is told of the action. */
  pressedBy(code: number): number | undefined;
  /** Watches what an action does to the hand itself. */
  follow(code: number, before: View, after: View): void;
  /** The cells that the hand covers. */
  covered(): ReadonlySet<number>;
}
