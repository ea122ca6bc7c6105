import { reach } from "../reach.ts";
import type { LayRule } from "../rule.ts";

/**
 * Two squares that lead to each other, in parts of the floor that are not connected where there are such.
 *
 * Measures: learning a jump, an action whose displacement depends on the place.
 */
export const portal: LayRule = ({ ground, random, start }) => {
  const near = reach(ground.floor, start);
  const far = new Set([...ground.floor].filter((square) => !near.has(square)));
  const one = ground.take(random, near);
  const other = ground.take(random, far);
  if (one === null || other === null || !near.has(one)) return null;
  return {
    start: [],
    catches: (at) => at === one || at === other,
    send: (square) => (square === one ? other : square === other ? one : undefined),
    draw(_, easel) {
      for (const square of [one, other]) easel.put(square, easel.theme.looks.portal);
    },
  };
};
