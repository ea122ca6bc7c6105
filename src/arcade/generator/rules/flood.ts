import { reach } from "../reach.ts";
import type { LayRule, Part } from "../rule.ts";

/**
 * A patchwork and a palette: pressing a colour gives it to the patch in the upper left corner, which
 * grows by its neighbours of that colour. The goal is one colour everywhere.
 *
 * Measures: planning flood fills of a connected patch.
 */
export const flood: LayRule = ({ ground, random, hardness }) => {
  const side = 3 + Math.min(1, hardness) + (hardness > 2 ? 1 : 0);
  const field = ground.block(random, side, side);
  if (!field) return null;
  const colours = 3 + (hardness > 1 ? 1 : 0) + (hardness > 3 ? 1 : 0);
  const pots = ground.margin(colours, 1, "below");
  const pour = (part: Part, colour: number): Part => {
    const alike = new Set(field.filter((_, at) => part[at] === part[0]));
    const patch = reach(alike, field[0]!);
    return part.map((was, at) => (patch.has(field[at]!) ? colour : was));
  };
  return {
    start: field.map(() => random.int(colours)),
    presses: pots,
    press(part, square) {
      const pot = pots.indexOf(square);
      return pot < 0 ? part : pour(part, pot);
    },
    isDone: (part) => part.every((colour) => colour === part[0]),
    draw(part, easel) {
      const { tints, accent } = easel.theme;
      for (const [at, square] of field.entries()) easel.tile(square, tints[part[at]!]!);
      easel.put(field[0]!, { shape: "dot", colour: accent });
      for (const [at, pot] of pots.entries()) {
        easel.put(pot, { shape: "block", colour: tints[at]! });
      }
    },
  };
};
