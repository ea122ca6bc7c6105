import type { Step } from "../../../../game/step.ts";

/** The plays of one game in this run, as the scorecard bills them. */
export interface PlayLog {
  /** Actions billed over all plays. */
  readonly billed: number;
  /** Actions billed on each level that a play finished, in order; the last play is the open one, also before it began. */
  readonly plays: readonly (readonly number[])[];
  /** Actions billed so far on the level that is open. */
  readonly onLevel: number;
  observe(step: Step): void;
}

/** Starts with an open play of no actions. */
export function createPlayLog(): PlayLog {
  const plays: number[][] = [[]];
  let billed = 0;
  let onLevel = 0;
  return {
    plays,
    get billed() {
      return billed;
    },
    get onLevel() {
      return onLevel;
    },
    observe({ billed: cost, startsPlay, actionsOnLevel, after }) {
      let levels = plays.at(-1) as number[];
      billed += cost;
      if (!startsPlay) onLevel = actionsOnLevel;
      if (startsPlay || after.levelsCompleted < levels.length) {
        if (levels.length > 0 || onLevel > 0) plays.push([]);
        levels = plays.at(-1) as number[];
        onLevel = 0;
      }
      // Where a reply was lost, a level may have begun unseen: all is put to the one before.
      while (levels.length < after.levelsCompleted) {
        levels.push(onLevel);
        onLevel = 0;
      }
    },
  };
}
