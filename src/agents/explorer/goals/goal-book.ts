import type { Goal } from "./goal.ts";

/** The record of one family of goals: the kinds that ended levels, and those that were met in vain. */
export interface GoalBook<S> {
  /** A new level begins: goals refuted on the one before are open again. */
  begin(): void;
  /** Those worth a try on this level, the cheapest first. `state`: the level's now. */
  open<G extends Goal<S>>(goals: readonly G[], state: S): G[];
  /** A try at it failed: no plan was found in time, or the goal was not met at the end of one. */
  tried(goal: Goal<S>): void;
  /** It was met and the level goes on. Returns false where it was refuted for good before. */
  refute(goal: Goal<S>): boolean;
  /** It was met when a level ended. */
  confirm(goal: Goal<S>): void;
  /** Whether its kind ended a level. */
  isConfirmed(goal: Goal<S>): boolean;
}

/** How a goal's rank is summed up, in units of its cost, and when a level's try at it is over. */
export interface GoalBookOptions {
  /** The weight of its cost in the present state: 0 where nearness says nothing. */
  readonly distance: number;
  /** The weight of its prior cost. */
  readonly prior: number;
  /** The weight of each time that its kind was met in vain, on any level. */
  readonly doubt: number;
  /** The bonus for each level that its kind ended, and how many levels count. */
  readonly proof: number;
  readonly maxProofs: number;
  /** How often it may be met in vain on a level, and how often if its kind ended another. */
  readonly maxVain: number;
  readonly maxVainConfirmed: number;
  /** How many tries may fail on a level. */
  readonly maxTries: number;
}

/** Starts with nothing known. */
export function createGoalBook<S>(options: GoalBookOptions): GoalBook<S> {
  const confirmed = new Map<string, number>();
  const doubts = new Map<string, number>();
  const refuted = new Map<string, number>();
  const tries = new Map<string, number>();
  const count = (counts: ReadonlyMap<string, number>, name: string) => counts.get(name) ?? 0;
  const add = (counts: Map<string, number>, name: string) =>
    void counts.set(name, count(counts, name) + 1);

  const isRefuted = ({ id, kind }: Goal<S>) =>
    count(refuted, id) >= (confirmed.has(kind) ? options.maxVainConfirmed : options.maxVain);
  const rankOf = (goal: Goal<S>, state: S) =>
    options.distance * goal.cost(state) +
    options.prior * goal.priorCost +
    options.doubt * count(doubts, goal.kind) -
    options.proof * Math.min(count(confirmed, goal.kind), options.maxProofs);

  return {
    begin() {
      refuted.clear();
      tries.clear();
    },
    open: (goals, state) =>
      goals
        .filter((goal) => !isRefuted(goal) && count(tries, goal.id) < options.maxTries)
        .map((goal) => ({ goal, rank: rankOf(goal, state) }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ goal }) => goal),
    tried: ({ id }) => add(tries, id),
    refute(goal) {
      if (isRefuted(goal)) return false;
      add(refuted, goal.id);
      add(doubts, goal.kind);
      return true;
    },
    confirm: ({ kind }) => add(confirmed, kind),
    isConfirmed: ({ kind }) => confirmed.has(kind),
  };
}
