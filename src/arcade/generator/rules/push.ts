import { STEPS, STRIDE } from "../ground.ts";
import { type LayRule, withNumber } from "../rule.ts";

/**
 * Boxes that are pushed, one at a time, onto marks; `matched` ones each onto the mark of its colour.
 */
const pushing =
  (matched: boolean): LayRule =>
  ({ ground, random, hardness }) => {
    const { floor } = ground;
    const roomy = new Set(
      [...floor].filter((square) =>
        [...STEPS, -STRIDE - 1, -STRIDE + 1, STRIDE - 1, STRIDE + 1].every((step) =>
          floor.has(square + step),
        ),
      ),
    );
    const count = matched ? 2 : 1 + (hardness > 0 ? 1 : 0);
    const marks: number[] = [];
    const boxes: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const box = ground.take(random, roomy);
      const mark = ground.take(random);
      if (box === null || mark === null || !roomy.has(box)) return null;
      boxes.push(box);
      marks.push(mark);
    }
    return {
      start: boxes,
      shove(part, square, beyond, { isFree }) {
        const box = part.indexOf(square);
        if (box < 0) return undefined;
        return isFree(beyond) && !part.includes(beyond) ? withNumber(part, box, beyond) : null;
      },
      isDone: (part) =>
        matched
          ? marks.every((mark, at) => part[at] === mark)
          : marks.every((mark) => part.includes(mark)),
      draw(part, easel) {
        const { box, mark } = easel.theme.looks;
        const colourOf = (at: number, plain: number) => (matched ? easel.theme.tints[at]! : plain);
        for (const [at, square] of marks.entries()) {
          easel.put(square, { shape: "corners", colour: colourOf(at, mark.colour) });
        }
        for (const [at, square] of part.entries()) {
          const isThere = matched ? marks[at] === square : marks.includes(square);
          easel.put(square, { shape: "full", colour: colourOf(at, box.colour) });
          if (isThere) easel.put(square, { shape: "dot", colour: easel.theme.floor });
        }
      },
    };
  };

export const push: LayRule = pushing(false);
export const pushMatched: LayRule = pushing(true);
