import { moveBounds } from "../../perception/bounds.ts";
import { STILL } from "../../perception/displacement.ts";
import { CHASE_MODELS } from "./chase-models.ts";
import type { MotionModel } from "./motion-state.ts";
import { PATROL_MODELS } from "./patrol-models.ts";

/** The longest time from one step to the next, in time steps. */
const SLOWEST = 3;

/** Moves in every so many-th time step only. */
const paced = (motionModel: MotionModel, pace: number, phase: number): MotionModel =>
  pace === 1
    ? motionModel
    : (motion, surroundings) =>
        (motion.time + 1) % pace === phase ? motionModel(motion, surroundings) : STILL;

/** Motion models that copy the avatar's displacement, mirrored or not. */
const COPY_MODELS: readonly MotionModel[] = [1, -1].flatMap((across) =>
  [1, -1].map((down): MotionModel => {
    return (motion, { by, isFree }) => {
      const step = { dx: across * by.dx, dy: down * by.dy };
      return isFree(moveBounds(motion, step.dx, step.dy)) ? step : STILL;
    };
  }),
);

/** All motion models of NPCs, the simpler ones first. */
export const MOTION_MODELS: readonly MotionModel[] = [
  () => STILL,
  ...COPY_MODELS,
  ...Array.from({ length: SLOWEST }, (_, slower) => slower + 1).flatMap((pace) =>
    Array.from({ length: pace }, (_, phase) =>
      [...PATROL_MODELS, ...CHASE_MODELS].map((motionModel) => paced(motionModel, pace, phase)),
    ).flat(),
  ),
];
