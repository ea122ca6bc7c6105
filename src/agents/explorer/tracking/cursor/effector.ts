import type { View } from "../../perception/view.ts";

/** An effector presses the pressables of a board: the mouse, or a cursor that keys move. */
export interface Effector {
  /** The level begins, or begins again. */
  begin(): void;
  /** About how many actions it takes to get to a pressable; undefined where no way is known. */
  distance(pressable: number): number | undefined;
  /** The code of the next action on the way to press a pressable; undefined where it is not known how. */
  towards(pressable: number): number | undefined;
  /** The pressable that an action presses; undefined for none. Asked before `follow` is told of the action. */
  pressedBy(code: number): number | undefined;
  /** Learns how an action moved the effector itself. */
  follow(code: number, before: View, after: View): void;
  /** The cells that the effector covers. */
  covered(): ReadonlySet<number>;
}
