import type { Bounds } from "../../perception/bounds.ts";
import { type Displacement, isStill } from "../../perception/displacement.ts";
import type { Spot } from "../../perception/sprite.ts";
import type { Avatar } from "../../tracking/avatar.ts";

/** The motion of an NPC: its bounds and all that motion models depend on. */
export interface MotionState extends Bounds {
  /** Time steps since the level began. */
  readonly time: number;
  /** Its latest step, and the number of steps since it turned; -1 before it first turned. */
  readonly step: Displacement | undefined;
  readonly leg: number;
}

/** The surroundings that an NPC reacts to: the avatar, and obstacles. */
export interface Surroundings {
  /** The middle of the avatar, in half cells. */
  readonly x: number;
  readonly y: number;
  /** The latest displacement of the avatar. */
  readonly by: Displacement;
  /** The length of the NPC's steps, in cells. */
  readonly stepLength: number;
  isFree(bounds: Bounds): boolean;
}

/** The surroundings with the avatar at a spot. */
export const surroundingsOf = (
  { sprite: { width, height } }: Avatar,
  { x, y }: Spot,
  by: Displacement,
  stepLength: number,
  isFree: Surroundings["isFree"],
): Surroundings => ({ x: 2 * x + width - 1, y: 2 * y + height - 1, by, stepLength, isFree });

/** The next step of an NPC, STILL for none; undefined where the motion model does not say. */
export type MotionModel = (
  motion: MotionState,
  surroundings: Surroundings,
) => Displacement | undefined;

export const startMotionState = (
  { left, top, right, bottom }: Bounds,
  time: number,
): MotionState => ({
  left,
  top,
  right,
  bottom,
  time,
  step: undefined,
  leg: -1,
});

/** The motion one time step later, after a displacement. */
export function advance(motion: MotionState, by: Displacement): MotionState {
  const { step, leg, time } = motion;
  const { dx, dy } = by;
  if (isStill(by)) return { ...motion, time: time + 1 };
  const goesOn = step !== undefined && dx * step.dx + dy * step.dy > 0;
  return {
    left: motion.left + dx,
    top: motion.top + dy,
    right: motion.right + dx,
    bottom: motion.bottom + dy,
    time: time + 1,
    step: by,
    leg: goesOn ? (leg < 0 ? -1 : leg + 1) : step ? 1 : -1,
  };
}
