import type { Frame } from "../../../game/frame.ts";
import type { DEATH, GOAL } from "../../../memory/map/state-graph.ts";
import type { Place } from "./place.ts";

/** What an action led to. */
export interface Transition {
  readonly from: Place;
  readonly code: number;
  readonly to: Place | typeof DEATH | typeof GOAL;
  readonly after: Frame;
}
