import type { Goal } from "./floor-goal.ts";

/** What is known about goals: which ended levels, which were met in vain. */
export interface GoalBook {
  /** Another level begins. */
  begin(): void;
  /** Those worth a try in this level, the likeliest first. */
  open(goals: readonly Goal[]): Goal[];
  /** It is met. */
  met(goal: Goal): void;
  /** It was met, all else was visited, and the level goes on. */
  refute(goal: Goal): void;
  /** It was met when a level ended. */
  confirm(goal: Goal): void;
}

/** How often a goal is met in vain before it is given up in a level, and if it ended another. */
const MAX_VAIN = 1;
const MAX_VAIN_PROVEN = 4;
/** How often it is met in a level at most. */
const MAX_MET = 4;
/** What having ended a level, and having been met in vain in another, weighs, in squares. */
const PROOF = 1_000;
const DOUBT = 10;

/** Starts with nothing known. */
export function createGoalBook(): GoalBook {
  const proven = new Set<string>();
  const doubts = new Map<string, number>();
  let vain = new Map<string, number>();
  let met = new Map<string, number>();
  const rank = ({ id, cost }: Goal) =>
    cost + DOUBT * (doubts.get(id) ?? 0) - (proven.has(id) ? PROOF : 0);

  return {
    begin() {
      vain = new Map();
      met = new Map();
    },
    open: (goals) =>
      goals
        .filter(({ id }) => (vain.get(id) ?? 0) < (proven.has(id) ? MAX_VAIN_PROVEN : MAX_VAIN))
        .filter(({ id }) => (met.get(id) ?? 0) < MAX_MET)
        .sort((a, b) => rank(a) - rank(b)),
    met: ({ id }) => void met.set(id, (met.get(id) ?? 0) + 1),
    refute({ id }) {
      vain.set(id, (vain.get(id) ?? 0) + 1);
      doubts.set(id, (doubts.get(id) ?? 0) + 1);
    },
    confirm: ({ id }) => void proven.add(id),
  };
}
