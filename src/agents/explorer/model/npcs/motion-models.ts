import { moveBounds } from "../../perception/bounds.ts";
import { STILL } from "../../perception/displacement.ts";
import { CHASE_LAWS } from "./chase-models.ts";
import type { Law } from "./motion-state.ts";
import { PATROL_LAWS } from "./patrol-models.ts";

/** Moments from one step to the next that are thought of. */
const SLOWEST = 3;

/** Takes a step every so many moments only. */
const paced = (law: Law, pace: number, phase: number): Law =>
  pace === 1
    ? law
    : (gait, meeting) => ((gait.time + 1) % pace === phase ? law(gait, meeting) : STILL);

/** Does as the mover does, as in a mirror or not. */
const COPY_LAWS: readonly Law[] = [1, -1].flatMap((across) =>
  [1, -1].map((down): Law => {
    return (gait, { by, isFree }) => {
      const step = { dx: across * by.dx, dy: down * by.dy };
      return isFree(moveBounds(gait, step.dx, step.dy)) ? step : STILL;
    };
  }),
);

/** All ways of moving by itself that are thought of, what is simpler first. */
export const LAWS: readonly Law[] = [
  () => STILL,
  ...COPY_LAWS,
  ...Array.from({ length: SLOWEST }, (_, slower) => slower + 1).flatMap((pace) =>
    Array.from({ length: pace }, (_, phase) =>
      [...PATROL_LAWS, ...CHASE_LAWS].map((law) => paced(law, pace, phase)),
    ).flat(),
  ),
];
