import { type LayRule, type Part, withNumber } from "../rule.ts";
import { shuffled } from "../theme.ts";

/**
 * Things in twos: pressing both of a pair takes them away, pressing two that differ lets go.
 *
 * Measures: matching things that look alike.
 */
export const pairs: LayRule = ({ ground, random, hardness }) => {
  const pairCount = 2 + Math.min(4, hardness);
  const things = ground.block(random, pairCount, 2);
  if (!things) return null;
  const looks = shuffled(
    things.map((_, at) => at >> 1),
    random,
  );
  const proof = looks.map((_, at) => at).sort((one, other) => looks[one]! - looks[other]!);
  return {
    // The thing that is held, -1 for none; then a flag for each that is gone.
    start: [-1, ...things.map(() => 0)],
    presses: things,
    proof: proof.map((at) => things[at]!),
    press(part, square): Part {
      const at = things.indexOf(square);
      const held = part[0]!;
      if (at < 0 || part[at + 1]) return part;
      if (held < 0) return withNumber(part, 0, at);
      const alike = held !== at && looks[held] === looks[at];
      const loose = withNumber(part, 0, -1);
      return alike ? loose.with(held + 1, 1).with(at + 1, 1) : loose;
    },
    isDone: (part) => !part.slice(1).includes(0),
    draw(part, easel) {
      const { tints, floor, accent } = easel.theme;
      for (const [at, thing] of things.entries()) {
        easel.chip(thing, part[0] === at ? accent : floor);
        if (part[at + 1]) continue;
        easel.put(thing, {
          shape: looks[at]! % 2 ? "plus" : "block",
          colour: tints[looks[at]! >> 1]!,
        });
      }
    },
  };
};
