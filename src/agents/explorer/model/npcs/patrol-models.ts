import { moveBounds } from "../../perception/bounds.ts";
import { type Shift, STILL } from "../../perception/displacement.ts";
import type { Gait, Law } from "./motion-state.ts";

const LONGEST_LEG = 7;

const back = ({ dx, dy }: Shift): Shift => ({ dx: -dx, dy: -dy });
const left = ({ dx, dy }: Shift): Shift => ({ dx: dy, dy: -dx });
const right = ({ dx, dy }: Shift): Shift => ({ dx: -dy, dy: dx });

/** Goes on until something is in its way, then turns: back, or to one side. */
const untilStopped = [back, left, right].map(
  (turn): Law =>
    (gait, { isFree }) => {
      if (!gait.step) return undefined;
      const choices = [gait.step, turn(gait.step), back(gait.step)];
      return choices.find(({ dx, dy }) => isFree(moveBounds(gait, dx, dy))) ?? STILL;
    },
);

/** Turns back after so many steps. */
const toAndFro = Array.from({ length: LONGEST_LEG }, (_, n): Law => {
  return ({ step, leg }: Gait) =>
    step && leg >= 0 ? (leg === n + 1 ? back(step) : step) : undefined;
});

/** Goes straight on, and turns where something stops it or after a number of steps. */
export const PATROL_LAWS: readonly Law[] = [...untilStopped, ...toAndFro];
