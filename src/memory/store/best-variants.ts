import type { SavedLevel } from "./saved-game-memory.ts";

const tested = ({ nodes }: SavedLevel): number =>
  nodes.reduce((sum, { edges }) => sum + edges.length / 2, 0);

/**
 * Every level once. Runs that see a level through different masks learn different things of it,
 * which cannot be joined: the variant that was won counts, then the one with more tested actions.
 */
export function bestVariants(levels: readonly SavedLevel[]): SavedLevel[] {
  const best = new Map<number, SavedLevel>();
  for (const one of levels) {
    const known = best.get(one.level);
    const ahead = known && (known.wins.length - one.wins.length || tested(known) - tested(one));
    if (ahead === undefined || ahead < 0) best.set(one.level, one);
  }
  return [...best.values()];
}
