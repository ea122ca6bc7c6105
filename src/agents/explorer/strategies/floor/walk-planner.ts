import { type FloorGoal, listGoals } from "../../goals/floor-goal.ts";
import { isMet } from "../../goals/goal.ts";
import type { GoalBook } from "../../goals/goal-book.ts";
import type { TreadModel } from "../../model/floor/floor-model.ts";
import { findWalk, type Planned } from "./find-walk.ts";
import { listTrials } from "./list-trials.ts";
import type { SatisfiedGoal, Search } from "./satisfied-goal.ts";

/** What to do next: the steps, and the goal that they should meet at their end, if that is what they are for. */
export interface Walk {
  readonly steps: readonly Planned[];
  readonly goal: FloorGoal | undefined;
}

/** Plans walks for the goals of a level. */
export interface WalkPlanner {
  /** Visits with a goal held, else a goal that is open, else a trial; no steps where none leads on. */
  plan(available: readonly number[]): Walk;
  /** Whether a plan leads from where the level began to one of its goals. */
  leadsFromStart(available: readonly number[]): boolean;
}

/** States looked at for one plan. */
const MAX_LOOKED = 3_000;
/** Goals that are planned for before one action. */
const MAX_TRIES = 2;

/** Plans in a model, for the goals that are open in the book. */
export function createWalkPlanner(
  model: TreadModel,
  book: GoalBook<readonly number[]>,
  held: SatisfiedGoal,
): WalkPlanner {
  const search: Search = (field, purpose) =>
    findWalk(field, purpose, MAX_LOOKED, model.isBarred, model.rule.closes);

  /** The goals that are open and not met where squares look like this. */
  const goalsAt = (looks: readonly number[]) =>
    book.open(listGoals(model.rule, looks), looks).filter((goal) => !isMet(goal, looks));

  return {
    plan(available) {
      const field = model.layOut(available);
      if (!field) return { steps: [], goal: undefined };
      if (held.goal) {
        const steps = held.visit(field, search);
        if (steps.length > 0) return { steps, goal: undefined };
        book.refute(held.goal);
        held.drop();
      }
      for (const goal of goalsAt(model.looks).slice(0, MAX_TRIES)) {
        const steps = search(field, goal);
        if (steps) return { steps, goal };
      }
      for (const { tile, avatar } of listTrials(model)) {
        const steps = search(field, { unwanted: new Set(), ends: new Set([tile]), avatar });
        if (steps) return { steps, goal: undefined };
      }
      return { steps: [], goal: undefined };
    },
    leadsFromStart(available) {
      const { origin } = model;
      if (!origin) return goalsAt(model.looks).length > 0;
      const field = model.layOut(available, origin);
      if (!field) return false;
      const goals = goalsAt(origin.looks).slice(0, MAX_TRIES);
      return goals.some((goal) => search(field, goal) !== undefined);
    },
  };
}
