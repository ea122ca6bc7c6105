import { type LayRule, withNumber } from "../rule.ts";

/**
 * A canvas, a palette below it and a picture beside it: pressing a colour dips the brush, pressing
 * the canvas paints. The goal is the picture, or with `mirrored` its image in a mirror.
 *
 * Measures: using a selected colour, a mode that only the palette shows, to copy a picture.
 */
const painting =
  (mirrored: boolean): LayRule =>
  ({ ground, random, hardness }) => {
    const columns = 2 + (hardness > 2 ? 1 : 0);
    const rows = 2 + (hardness > 1 ? 1 : 0);
    const canvas = ground.block(random, columns, rows);
    if (!canvas) return null;
    const colours = 2 + (hardness > 2 ? 1 : 0);
    const pots = ground.margin(colours, 1, "below");
    const sample = ground.margin(columns, rows, "left");
    const goal = canvas.map((_, at) => (at < colours ? at + 1 : random.int(colours + 1)));
    const seen = goal.map((_, at) =>
      mirrored ? goal[at - (at % columns) + (columns - 1 - (at % columns))]! : goal[at]!,
    );
    const used = pots.map((pot, at) => [
      pot,
      ...canvas.filter((_, square) => goal[square] === at + 1),
    ]);
    return {
      // The colour on the brush, then those on the canvas; 0 for none.
      start: [0, ...canvas.map(() => 0)],
      presses: [...canvas, ...pots],
      proof: used.flat(),
      press(part, square) {
        const pot = pots.indexOf(square);
        if (pot >= 0) return withNumber(part, 0, pot + 1);
        const at = canvas.indexOf(square);
        // A second touch of the same colour wipes it off.
        if (at < 0 || part[0] === 0) return part;
        return withNumber(part, at + 1, part[at + 1] === part[0] ? 0 : part[0]!);
      },
      isDone: (part) => goal.every((colour, at) => part[at + 1] === colour),
      draw(part, easel) {
        const { tints, floor, accent } = easel.theme;
        const tintOf = (colour: number) => (colour === 0 ? floor : tints[colour - 1]!);
        for (const [at, square] of canvas.entries()) easel.chip(square, tintOf(part[at + 1]!));
        for (const [at, square] of sample.entries()) easel.tile(square, tintOf(seen[at]!));
        for (const [at, pot] of pots.entries()) {
          easel.put(pot, { shape: "block", colour: tints[at]! });
          if (part[0] === at + 1) easel.put(pot, { shape: "dot", colour: accent });
        }
      },
    };
  };

export const paint: LayRule = painting(false);
export const paintMirrored: LayRule = painting(true);
