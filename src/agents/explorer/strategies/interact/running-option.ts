import type { Shift } from "../../perception/displacement.ts";
import { type Spot, shifted } from "../../perception/sprite.ts";
import type { Region } from "./abstract-states.ts";
import type { Errand } from "./option.ts";

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

/** Sets out on an errand. */
export const startTrip = (errand: Errand, region: Region, sceneKey: string): Trip => ({
  errand,
  region,
  sceneKey,
  left: [...errand.codes],
  code: 0,
  expected: undefined,
});

/** Takes the next action of a trip, with the mover at `spot`. `shiftOf`: how an action should move it. */
export function goOn(trip: Trip, spot: Spot, shiftOf: (code: number) => Shift | undefined): number {
  const code = trip.left.shift() as number;
  const shift = shiftOf(code);
  const matters = shift !== undefined && trip.left.length > 0;
  trip.code = code;
  trip.expected = matters ? shifted(spot, shift) : undefined;
  return code;
}

/** Whether the mover, now at `spot`, is somewhere else than the last action should have led. */
export const isAstray = ({ expected }: Trip, spot: Spot | undefined): boolean =>
  expected !== undefined && (spot?.x !== expected.x || spot.y !== expected.y);
