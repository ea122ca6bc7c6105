import { moveBounds } from "../../perception/bounds.ts";
import { type Displacement, STILL } from "../../perception/displacement.ts";
import type { MotionModel, MotionState } from "./motion-state.ts";

const LONGEST_LEG = 7;

const back = ({ dx, dy }: Displacement): Displacement => ({ dx: -dx, dy: -dy });
const left = ({ dx, dy }: Displacement): Displacement => ({ dx: dy, dy: -dx });
const right = ({ dx, dy }: Displacement): Displacement => ({ dx: -dy, dy: dx });

/** Goes straight on until something blocks it, then turns: back, or to one side. */
const untilStopped = [back, left, right].map(
  (turn): MotionModel =>
    (motion, { isFree }) => {
      if (!motion.step) return undefined;
      const choices = [motion.step, turn(motion.step), back(motion.step)];
      return choices.find(({ dx, dy }) => isFree(moveBounds(motion, dx, dy))) ?? STILL;
    },
);

/** Turns back after so many steps. */
const toAndFro = Array.from({ length: LONGEST_LEG }, (_, n): MotionModel => {
  return ({ step, leg }: MotionState) =>
    step && leg >= 0 ? (leg === n + 1 ? back(step) : step) : undefined;
});

/** Motion models of patrols: straight on, with a turn where blocked or after a number of steps. */
export const PATROL_MODELS: readonly MotionModel[] = [...untilStopped, ...toAndFro];
