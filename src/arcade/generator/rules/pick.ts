import { type LayRule, withNumber } from "../rule.ts";
import type { ShapeName } from "../shapes.ts";
import { shuffled } from "../theme.ts";

const SHAPES: readonly ShapeName[] = ["block", "ring", "plus", "cross"];

/**
 * Things of several looks and a sample: a press takes a thing away. The goal is to take all that
 * look like the sample; a wrong one brings everything back.
 *
 * Measures: choosing all things that look like a sample.
 */
export const pick: LayRule = ({ ground, random, hardness }) => {
  const columns = 3 + (hardness >> 1);
  const rows = 2 + (hardness > 0 ? 1 : 0);
  const things = ground.block(random, columns, rows);
  if (!things) return null;
  const sample = ground.margin(1, 1, "above")[0]!;
  // A look is a colour and a shape; in later levels wrong ones have the right colour or shape.
  const lookCount = hardness > 1 ? 4 : 2;
  const right = 3 + Math.min(hardness, 4);
  const looks = shuffled(
    things.map((_, at) => (at < right ? 0 : 1 + random.int(lookCount - 1))),
    random,
  );
  return {
    start: looks.map(() => 0),
    presses: things,
    proof: things.filter((_, at) => looks[at] === 0),
    press(part, square) {
      const at = things.indexOf(square);
      if (at < 0 || part[at]) return part;
      return looks[at] === 0 ? withNumber(part, at, 1) : part.map(() => 0);
    },
    isDone: (part) => looks.every((look, at) => look !== 0 || part[at] === 1),
    draw(part, easel) {
      const { tints } = easel.theme;
      const lookOf = (look: number) => ({
        shape: SHAPES[look >> 1]!,
        colour: tints[look % 2]!,
      });
      easel.tile(sample, easel.theme.floor);
      easel.put(sample, lookOf(0));
      for (const [at, thing] of things.entries()) {
        easel.chip(thing, easel.theme.floor);
        if (!part[at]) easel.put(thing, lookOf(looks[at]!));
      }
    },
  };
};
