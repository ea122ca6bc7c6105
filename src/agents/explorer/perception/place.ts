import type { Frame } from "../../../game/frame.ts";
import type { StateNode } from "../../../memory/map/state-graph.ts";
import type { View } from "./view.ts";

/** Where the explorer stands. */
export interface Place {
  readonly frame: Frame;
  readonly view: View;
  readonly node: StateNode;
}
