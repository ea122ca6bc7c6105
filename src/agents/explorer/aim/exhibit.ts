import type { View } from "../view.ts";
import type { Board } from "./board.ts";
import type { Patch } from "./pattern.ts";

/** What the goals of a panel are thought out from. */
export interface Exhibit {
  readonly view: View;
  readonly board: Board;
  readonly patches: readonly Patch[];
  /** The colours seen on the panel's tiles. */
  readonly colours: ReadonlySet<number>;
  readonly values: readonly number[];
}
