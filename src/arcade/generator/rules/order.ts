import { type LayRule, takeAll } from "../rule.ts";

/**
 * Things of different colours to be taken in the order shown above the floor. The wrong one brings
 * all of them back.
 *
 * Measures: reading an order off a row of samples, and keeping to it.
 */
export const order: LayRule = (site) => {
  const things = takeAll(site, 2 + (site.hardness > 1 ? 1 : 0) + (site.hardness > 3 ? 1 : 0));
  if (!things) return null;
  const strip = site.ground.margin(things.length, 1, "above");
  return {
    start: [0],
    enter(part, square) {
      const taken = part[0]!;
      const at = things.indexOf(square);
      if (at < taken) return part;
      return [at === taken ? taken + 1 : 0];
    },
    isDone: ([taken]) => taken === things.length,
    draw([taken = 0], easel) {
      for (const [at, thing] of things.entries()) {
        const colour = easel.theme.tints[at]!;
        if (at >= taken) easel.put(thing, { shape: "diamond", colour });
        easel.put(strip[at]!, { shape: at < taken ? "dot" : "block", colour });
      }
    },
  };
};
