import { type Goal, listGoals } from "../../goals/floor-goal.ts";
import type { GoalBook } from "../../goals/floor-goal-book.ts";
import type { TreadModel } from "../../model/floor/floor-model.ts";
import { findWalk, type Planned } from "./find-walk.ts";
import { listTrials } from "./list-trials.ts";
import type { SatisfiedGoal, Search } from "./satisfied-goal.ts";

/** What to do next: the steps, and the goal that they should meet at their end, if that is what they are for. */
export interface Walk {
  readonly steps: Planned[];
  readonly goal: Goal | undefined;
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
  book: GoalBook,
  held: SatisfiedGoal,
): WalkPlanner {
  const search: Search = (field, purpose) =>
    findWalk(field, purpose, MAX_LOOKED, model.isBarred, model.rule.closes);

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
      const goals = book.open(listGoals(model.rule, model.looks)).filter(({ cost }) => cost > 0);
      for (const goal of goals.slice(0, MAX_TRIES)) {
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
      if (!origin)
        return book.open(listGoals(model.rule, model.looks)).some(({ cost }) => cost > 0);
      const field = model.layOut(available, origin);
      if (!field) return false;
      return book
        .open(listGoals(model.rule, origin.looks))
        .slice(0, MAX_TRIES)
        .some((goal) => goal.cost > 0 && search(field, goal) !== undefined);
    },
  };
}
