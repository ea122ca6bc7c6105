import type { Spot } from "../perception/sprite.ts";
import { type Goal, isMet } from "./box-goal.ts";

/** What is known about goals: which ended levels, which were met in vain. */
export interface GoalBook {
  /** Another level begins. */
  begin(): void;
  /** Those worth a try in this level, the likeliest first. */
  open(goals: readonly Goal[]): Goal[];
  /** No plan was found for it in time. */
  failed(goal: Goal): void;
  /** It was met, all else was visited, and the level goes on. */
  refute(goal: Goal): void;
  /** A level ended, or something answered, with the boxes there. */
  confirm(goals: readonly Goal[], boxes: readonly { readonly spot: Spot }[]): void;
}

/** How often in a level a plan for one goal may not be found, and how often one that ended levels is met. */
const MAX_FAILURES = 6;
const MAX_MET = 3;
/** How much more it counts to have ended a level than to look like a goal. */
const PROOF = 10;

/** Starts with nothing known. */
export function createGoalBook(): GoalBook {
  const vain = new Map<string, number>();
  const proven = new Map<string, number>();
  const refuted = new Map<string, number>();
  const failures = new Map<string, number>();
  const of = (counts: ReadonlyMap<string, number>, { id }: Goal) => counts.get(id) ?? 0;
  const add = (counts: Map<string, number>, goal: Goal) =>
    counts.set(goal.id, of(counts, goal) + 1);
  const rank = (goal: Goal) => goal.score + PROOF * of(proven, goal) - of(vain, goal);

  return {
    begin() {
      refuted.clear();
      failures.clear();
    },
    open: (goals) =>
      goals
        .filter((goal) => of(refuted, goal) < (of(proven, goal) > 0 ? MAX_MET : 1))
        .filter((goal) => of(failures, goal) < MAX_FAILURES)
        .sort((a, b) => rank(b) - rank(a)),
    failed: (goal) => add(failures, goal),
    refute(goal) {
      add(refuted, goal);
      add(vain, goal);
    },
    confirm(goals, boxes) {
      for (const goal of goals) if (isMet(goal, boxes)) add(proven, goal);
    },
  };
}
