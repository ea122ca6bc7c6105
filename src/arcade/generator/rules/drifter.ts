import { type LayRule, withNumber } from "../rule.ts";

/**
 * A speck that wanders along the side of the level with every action and means nothing.
 *
 * Measures: telling apart change that means nothing from change that does.
 */
export const drifter: LayRule = ({ ground, random }) => {
  const way = ground.margin(4 + random.int(3), 1, random.int(2) === 0 ? "above" : "below");
  return {
    idle: true,
    start: [0],
    tick: (part) => withNumber(part, 0, (part[0]! + 1) % way.length),
    draw: ([at = 0], easel) => easel.put(way[at]!, easel.theme.looks.drifter),
  };
};
