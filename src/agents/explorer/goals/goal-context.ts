import type { Board } from "../perception/board.ts";
import type { Bounds } from "../perception/bounds.ts";
import type { View } from "../perception/view.ts";

/** The context in which the goals of a panel are listed. */
export interface GoalContext {
  readonly view: View;
  readonly board: Board;
  /** The rectangles that may show a template. */
  readonly patches: readonly Bounds[];
  /** The colours seen on the panel's tiles. */
  readonly colours: ReadonlySet<number>;
  readonly values: readonly number[];
}
