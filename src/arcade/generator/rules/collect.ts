import { type LayRule, raise, takeAll } from "../rule.ts";

/**
 * Things that are taken by walking over them: the goal is to leave none.
 *
 * Measures: visiting all of several targets.
 */
export const collect: LayRule = (site) => {
  const gems = takeAll(site, 1 + site.random.int(2) + (site.hardness >> 1));
  if (!gems) return null;
  return {
    start: gems.map(() => 0),
    enter: (taken, square) => raise(taken, gems, square),
    isDone: (taken) => !taken.includes(0),
    draw(taken, easel) {
      for (const [at, gem] of gems.entries()) {
        if (!taken[at]) easel.put(gem, easel.theme.looks.gem);
      }
    },
  };
};
