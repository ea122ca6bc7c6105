import type { Errand } from "./errand.ts";
import type { Region } from "./regions.ts";
import type { Spot } from "./sprite.ts";

/** An errand under way. */
export interface Trip {
  readonly errand: Errand;
  /** Where it began, or went on after what changed below the mover was seen. */
  region: Region;
  /** The key of the scene there: it is over when that changes. */
  sceneKey: string;
  readonly left: number[];
  /** The action that was proposed last. */
  code: number;
  /** Where the mover should be after it; undefined where that does not matter. */
  expected: Spot | undefined;
}
