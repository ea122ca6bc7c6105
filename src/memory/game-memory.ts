import { type ActionPrior, createActionPrior } from "./action-prior.ts";
import type { LevelMemory } from "./level-memory.ts";

/** Everything remembered of one game. */
export interface GameMemory {
  readonly prior: ActionPrior;
  /** By number, counted from 0. */
  readonly levels: Map<number, LevelMemory>;
}

/** The memory of a game never played. */
export const createGameMemory = (): GameMemory => ({
  prior: createActionPrior(),
  levels: new Map(),
});
