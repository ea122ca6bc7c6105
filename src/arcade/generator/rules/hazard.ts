import { type LayRule, takeAll } from "../rule.ts";

/**
 * Squares that kill.
 *
 * Measures: learning from few deaths what kills.
 */
export const hazard: LayRule = (site) => {
  const squares = takeAll(site, 2 + site.random.int(2) + site.hardness);
  if (!squares) return null;
  return {
    start: [],
    catches: (at) => squares.includes(at),
    harms: (_, at) => squares.includes(at),
    draw(_, easel) {
      for (const square of squares) easel.put(square, easel.theme.looks.hazard);
    },
  };
};
