import type { Part } from "../rule.ts";
import { type LayRule, takeAll, withNumber } from "../rule.ts";

/**
 * Pads that dye the avatar, and framed squares that must be walked on in the colour of the frame.
 *
 * Measures: meeting a target in the right state of the avatar.
 */
export const dye: LayRule = (site) => {
  const colours = 2 + (site.hardness > 2 ? 1 : 0);
  const pads = takeAll(site, colours);
  const targets = takeAll(site, 1 + (site.hardness > 0 ? 1 : 0) + (site.hardness > 3 ? 1 : 0));
  if (!pads || !targets) return null;
  const wanted = targets.map((_, at) => 1 + ((at + site.random.int(2)) % colours));
  return {
    // The dye, 0 for none, then a flag per target.
    start: [0, ...targets.map(() => 0)],
    enter(part, square): Part {
      const pad = pads.indexOf(square);
      if (pad >= 0) return withNumber(part, 0, pad + 1);
      const target = targets.indexOf(square);
      if (target < 0 || wanted[target] !== part[0]) return part;
      return withNumber(part, target + 1, 1);
    },
    isDone: (part) => !part.slice(1).includes(0),
    draw(part, easel) {
      const { tints } = easel.theme;
      for (const [at, pad] of pads.entries()) {
        easel.put(pad, { shape: "diamond", colour: tints[at]! });
      }
      for (const [at, target] of targets.entries()) {
        const colour = tints[wanted[at]! - 1]!;
        easel.put(target, { shape: part[at + 1] ? "full" : "ring", colour });
      }
    },
    drawOver([colour = 0], easel, at) {
      if (colour > 0) easel.put(at, { shape: "block", colour: easel.theme.tints[colour - 1]! });
    },
  };
};
