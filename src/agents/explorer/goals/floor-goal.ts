import type { FloorRule } from "../model/floor/floor-rule.ts";
import type { Goal } from "./goal.ts";
import type { GoalBookOptions } from "./goal-book.ts";

/** Looks that no tile should have. Its state: the look of each tile; its cost counts the tiles that have one. */
export interface FloorGoal extends Goal<readonly number[]> {
  readonly unwanted: ReadonlySet<number>;
}

/** The fewest tiles to change come first; a goal is given up once it was met so often, in vain or not. */
export const FLOOR_GOALS: GoalBookOptions = {
  distance: 1,
  prior: 0,
  doubt: 10,
  proof: 1_000,
  maxProofs: 1,
  maxVain: 1,
  maxVainConfirmed: 4,
  maxTries: 4,
};

/**
 * The goals that the floor rule suggests for tiles of these looks: all tiles of one sort, or of all sorts, that
 * steps use up are used up; all tiles whose looks steps cycle through look alike.
 */
export function listFloorGoals(rule: FloorRule, looks: readonly number[]): FloorGoal[] {
  const goals = new Map<string, FloorGoal>();
  const add = (unwanted: ReadonlySet<number>) => {
    const id = [...unwanted].sort((a, b) => a - b).join();
    const cost = (now: readonly number[]) => now.filter((look) => unwanted.has(look)).length;
    goals.set(id, { id, kind: id, priorCost: 0, unwanted, cost });
  };
  const spent = new Set<number>();
  for (const look of new Set(looks)) {
    if (!rule.isChanging(look)) continue;
    const chain = chainOf(rule, look);
    const last = rule.nextBeside(chain[chain.length - 1] as number);
    const isRound = chain.includes(last);
    if (isRound) {
      const round = chain.slice(chain.indexOf(last));
      for (const end of round) add(new Set(chain.filter((one) => one !== end)));
    } else {
      add(new Set(chain));
      for (const one of chain) spent.add(one);
    }
  }
  if (spent.size > 0) add(spent);
  return [...goals.values()];
}

/** The looks that steps lead through from one on, until they come to an end or round again. */
function chainOf(rule: FloorRule, first: number): number[] {
  const chain: number[] = [];
  for (let look = first; rule.isChanging(look) && !chain.includes(look); ) {
    chain.push(look);
    look = rule.nextBeside(look);
  }
  return chain;
}
