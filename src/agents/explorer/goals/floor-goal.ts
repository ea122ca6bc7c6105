import type { TreadRule } from "../model/floor/floor-rule.ts";
import { countEach } from "../perception/count-each.ts";

/** Something that a level may want its squares to look like. */
export interface Goal {
  /** Equal for the same goal on all levels that look alike. */
  readonly id: string;
  /** Looks that no square should have. */
  readonly unwanted: ReadonlySet<number>;
  /** How many squares have one. */
  readonly cost: number;
}

/** Whether no square has a look that it should not have. */
export function isMet({ unwanted }: Goal, looks: readonly number[]): boolean {
  const shown = new Set(looks);
  return ![...unwanted].some((look) => shown.has(look));
}

/**
 * The goals that the rule of steps suggests for squares of these looks: that nothing is left that steps use
 * up, of one sort or of all; that all that steps turn round and round is alike.
 */
export function listGoals(rule: TreadRule, looks: readonly number[]): Goal[] {
  const counts = countEach(looks);
  const goals = new Map<string, Goal>();
  const add = (unwanted: ReadonlySet<number>) => {
    const id = [...unwanted].sort((a, b) => a - b).join();
    let cost = 0;
    for (const look of unwanted) cost += counts.get(look) ?? 0;
    goals.set(id, { id, unwanted, cost });
  };
  const spent = new Set<number>();
  for (const look of counts.keys()) {
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
function chainOf(rule: TreadRule, first: number): number[] {
  const chain: number[] = [];
  for (let look = first; rule.isChanging(look) && !chain.includes(look); ) {
    chain.push(look);
    look = rule.nextBeside(look);
  }
  return chain;
}
