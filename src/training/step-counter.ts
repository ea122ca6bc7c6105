import type { Env } from "../env/env.ts";
import type { Step } from "../game/step.ts";

/** Where a step stands in its game: its number, and its part of the bill. */
export type Standing = Pick<Step, "index" | "billed" | "startsPlay" | "actionsOnLevel">;

/** Numbers the steps of one game and splits its bill by level. */
export interface StepCounter {
  /** Counts a step that was carried out and ended with so many levels completed. */
  count(step: Pick<Step, "billed" | "startsPlay">, levelsCompleted: number): Standing;
  /** Of a step that the server refused; it is not counted. */
  refused(): Standing;
}

/**
 * `env` has the bill. A step whose reply was lost is billed there too: it counts on the level of the
 * next step that is seen, and so does one that finished a level unseen.
 */
export function createStepCounter(env: Pick<Env, "actions">): StepCounter {
  let index = 1;
  let levels = 0;
  let actionsAtLevelStart = 0;
  const onLevel = () => env.actions - actionsAtLevelStart;

  return {
    count({ billed, startsPlay }, levelsCompleted) {
      const actionsOnLevel = startsPlay ? 0 : onLevel();
      if (startsPlay || levelsCompleted !== levels) actionsAtLevelStart = env.actions;
      levels = levelsCompleted;
      return { index: index++, billed, startsPlay, actionsOnLevel };
    },
    refused: () => ({ index, billed: 0, startsPlay: false, actionsOnLevel: onLevel() }),
  };
}
