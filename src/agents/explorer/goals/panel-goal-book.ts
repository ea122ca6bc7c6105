import type { Goal } from "./panel-goal.ts";

/** What is known about goals: which kinds ended levels, which were met in vain. */
export interface GoalBook {
  /** A level that is new begins: what was refuted on the one before is open again. */
  begin(): void;
  /** Those not refuted, the likeliest and nearest first. */
  open(goals: readonly Goal[], values: readonly number[]): Goal[];
  /** It was met and the level goes on. Returns false where that was known. */
  refute(goal: Goal): boolean;
  /** It was met when a level ended. */
  confirm(goal: Goal): void;
  /** Whether its kind ended a level. */
  isConfirmed(goal: Goal): boolean;
}

/** How many tiles to change outweigh a point of a goal's oddity. */
const TILES_PER_ODDITY = 3;
/** What a goal's kind gains in oddity each time it was met in vain. */
const DOUBT = 2;
/** What a kind that ended a level is put ahead by, in tiles. */
const PROOF = 100;

/** Starts with nothing known. */
export function createGoalBook(): GoalBook {
  const confirmed = new Set<string>();
  const doubts = new Map<string, number>();
  const refuted = new Set<string>();

  const rank = ({ kind, oddity, cost }: Goal, values: readonly number[]) =>
    cost(values) +
    TILES_PER_ODDITY * (oddity + DOUBT * (doubts.get(kind) ?? 0)) -
    (confirmed.has(kind) ? PROOF : 0);

  return {
    begin: () => refuted.clear(),
    open: (goals, values) =>
      goals
        .filter(({ id }) => !refuted.has(id))
        .map((goal) => ({ goal, rank: rank(goal, values) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ goal }) => goal),
    refute({ id, kind }) {
      if (refuted.has(id)) return false;
      refuted.add(id);
      doubts.set(kind, (doubts.get(kind) ?? 0) + 1);
      return true;
    },
    confirm: ({ kind }) => void confirmed.add(kind),
    isConfirmed: ({ kind }) => confirmed.has(kind),
  };
}
