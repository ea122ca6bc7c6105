import { type ActionPrior, createActionPrior } from "./action-prior.ts";
import { addExperiences, type Experience } from "./experience.ts";
import type { LevelMemory } from "./level-memory.ts";

/** Everything remembered of one game, as one run has it. */
export interface GameMemory {
  /** The run whose experience `prior` records. */
  readonly run: string;
  /** What other runs experienced. */
  readonly others: readonly Experience[];
  /** Expects what all runs together experienced. */
  readonly prior: ActionPrior;
  /** By number, counted from 0. */
  readonly levels: Map<number, LevelMemory>;
}

/** The memory with which `run` begins, or goes on where its own experience is among those known. */
export const createGameMemory = (
  run: string,
  experiences: readonly Experience[] = [],
  levels = new Map<number, LevelMemory>(),
): GameMemory => ({
  run,
  others: experiences.filter((experience) => experience.run !== run),
  prior: createActionPrior(
    addExperiences(experiences),
    experiences.find((experience) => experience.run === run),
  ),
  levels,
});
