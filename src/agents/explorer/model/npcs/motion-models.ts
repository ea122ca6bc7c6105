import { moveBounds } from "../../perception/bounds.ts";
import { STILL } from "../../perception/displacement.ts";
import { CHASE_MODELS } from "./chase-models.ts";
import type { MotionModel } from "./motion-state.ts";
import { PATROL_MODELS } from "./patrol-models.ts";

/** Moments from one step to the next that are thought of. */
const SLOWEST = 3;

/** Takes a step every so many moments only. */
const paced = (motionModel: MotionModel, pace: number, phase: number): MotionModel =>
  pace === 1
    ? motionModel
    : (motion, surroundings) =>
        (motion.time + 1) % pace === phase ? motionModel(motion, surroundings) : STILL;

/** Does as the avatar does, as in a mirror or not. */
const COPY_MODELS: readonly MotionModel[] = [1, -1].flatMap((across) =>
  [1, -1].map((down): MotionModel => {
    return (motion, { by, isFree }) => {
      const step = { dx: across * by.dx, dy: down * by.dy };
      return isFree(moveBounds(motion, step.dx, step.dy)) ? step : STILL;
    };
  }),
);

/** All ways of moving by itself that are thought of, what is simpler first. */
export const MOTION_MODELS: readonly MotionModel[] = [
  () => STILL,
  ...COPY_MODELS,
  ...Array.from({ length: SLOWEST }, (_, slower) => slower + 1).flatMap((pace) =>
    Array.from({ length: pace }, (_, phase) =>
      [...PATROL_MODELS, ...CHASE_MODELS].map((motionModel) => paced(motionModel, pace, phase)),
    ).flat(),
  ),
];
