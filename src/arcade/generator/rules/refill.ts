import { type LayRule, raise, takeAll } from "../rule.ts";

/**
 * A thing that fills the step budget up, once.
 *
 * Measures: spending a budget of actions, with a detour that pays for itself.
 */
export const refill: LayRule = (site) => {
  const squares = takeAll(site, 1);
  if (!squares) return null;
  return {
    start: [0],
    refills: true,
    enter: (taken, square) => raise(taken, squares, square),
    draw([taken], easel) {
      if (!taken) easel.put(squares[0]!, easel.theme.looks.refill);
    },
  };
};
