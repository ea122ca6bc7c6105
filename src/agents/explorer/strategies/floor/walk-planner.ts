import { type FloorGoal, listFloorGoals } from "../../goals/floor-goal.ts";
import { isMet } from "../../goals/goal.ts";
import type { GoalBook } from "../../goals/goal-book.ts";
import type { FloorModel } from "../../model/floor/floor-model.ts";
import { findWalk, type PlannedStep } from "./find-walk.ts";
import { listTileProbes } from "./list-tile-probes.ts";
import type { SatisfiedGoal } from "./satisfied-goal.ts";

/** The next steps, and the goal that they should meet at their end, if they are for one. */
export interface Walk {
  readonly steps: readonly PlannedStep[];
  readonly goal: FloorGoal | undefined;
}

/** Plans walks for the goals of a level. */
export interface WalkPlanner {
  /** To a landmark while a goal is satisfied, else a goal that is open, else a tile probe; no steps where none leads on. */
  plan(available: readonly number[]): Walk;
  /** Whether a plan leads from where the level began to one of its goals. */
  leadsFromStart(available: readonly number[]): boolean;
}

/** Goals that are planned for before one action. */
const MAX_TRIES = 2;

/** Plans in a model, for the goals that are open in the book. */
export function createWalkPlanner(
  model: FloorModel,
  book: GoalBook<readonly number[]>,
  satisfied: SatisfiedGoal,
): WalkPlanner {
  /** The goals that are open and not met where tiles look like this. */
  const goalsAt = (looks: readonly number[]) =>
    book.open(listFloorGoals(model.rule, looks), looks).filter((goal) => !isMet(goal, looks));

  return {
    plan(available) {
      const level = model.layOut(available);
      if (!level) return { steps: [], goal: undefined };
      if (satisfied.goal) {
        const steps = satisfied.visit(level);
        if (steps.length > 0) return { steps, goal: undefined };
        book.refute(satisfied.goal);
        satisfied.drop();
      }
      for (const goal of goalsAt(model.looks).slice(0, MAX_TRIES)) {
        const steps = findWalk(model, level, goal);
        if (steps) return { steps, goal };
      }
      for (const { tile, appearance } of listTileProbes(model)) {
        const steps = findWalk(model, level, {
          unwanted: new Set(),
          ends: new Set([tile]),
          appearance,
        });
        if (steps) return { steps, goal: undefined };
      }
      return { steps: [], goal: undefined };
    },
    leadsFromStart(available) {
      const { levelStart } = model;
      if (!levelStart) return goalsAt(model.looks).length > 0;
      const level = model.layOut(available, levelStart);
      if (!level) return false;
      const goals = goalsAt(levelStart.looks).slice(0, MAX_TRIES);
      return goals.some((goal) => findWalk(model, level, goal) !== undefined);
    },
  };
}
