import type { Bounds } from "../../perception/bounds.ts";
import { isStill, type Shift } from "../../perception/displacement.ts";
import type { Spot } from "../../perception/sprite.ts";
import type { Mover } from "../../tracking/avatar.ts";

/** How a thing that moves by itself goes along. */
export interface Gait extends Bounds {
  /** The moments since the level began. */
  readonly time: number;
  /** Its latest step, and how many it took in that direction since it turned; -1 before it first turned. */
  readonly step: Shift | undefined;
  readonly leg: number;
}

/** What a thing will go by: where the mover is then, and what is in the way. */
export interface Meeting {
  /** Where the middle of the mover is, in half cells. */
  readonly x: number;
  readonly y: number;
  /** How the mover just moved. */
  readonly by: Shift;
  /** How far the thing goes in a step. */
  readonly stride: number;
  isFree(box: Bounds): boolean;
}

/** The meeting with a mover at a spot. */
export const meetingOf = (
  { sprite: { width, height } }: Mover,
  { x, y }: Spot,
  by: Shift,
  stride: number,
  isFree: Meeting["isFree"],
): Meeting => ({ x: 2 * x + width - 1, y: 2 * y + height - 1, by, stride, isFree });

/** The next step of a thing, STILL for none; undefined where the law does not say. */
export type Law = (gait: Gait, meeting: Meeting) => Shift | undefined;

export const startGait = ({ left, top, right, bottom }: Bounds, time: number): Gait => ({
  left,
  top,
  right,
  bottom,
  time,
  step: undefined,
  leg: -1,
});

/** Where it is a moment later, having moved so. */
export function advance(gait: Gait, by: Shift): Gait {
  const { step, leg, time } = gait;
  const { dx, dy } = by;
  if (isStill(by)) return { ...gait, time: time + 1 };
  const goesOn = step !== undefined && dx * step.dx + dy * step.dy > 0;
  return {
    left: gait.left + dx,
    top: gait.top + dy,
    right: gait.right + dx,
    bottom: gait.bottom + dy,
    time: time + 1,
    step: by,
    leg: goesOn ? (leg < 0 ? -1 : leg + 1) : step ? 1 : -1,
  };
}
