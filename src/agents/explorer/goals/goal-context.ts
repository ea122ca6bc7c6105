import type { Board } from "../perception/board.ts";
import type { Patch } from "../perception/pattern.ts";
import type { View } from "../perception/view.ts";

/** What the goals of a panel are thought out from. */
export interface GoalContext {
  readonly view: View;
  readonly board: Board;
  readonly patches: readonly Patch[];
  /** The colours seen on the panel's tiles. */
  readonly colours: ReadonlySet<number>;
  readonly values: readonly number[];
}
