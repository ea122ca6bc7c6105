import { STEPS, STRIDE } from "../ground.ts";
import { type LayRule, withNumber } from "../rule.ts";

/**
 * Boxes that are pushed, one at a time, onto marks; `matched` ones each onto the mark of its colour.
 *
 * Measures: planning pushes that cannot be undone (Sokoban).
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
    const count = 1 + (hardness > (matched ? 1 : 2) ? 1 : 0);
    const marks: number[] = [];
    const boxes: number[] = [];
    for (let at = 0; at < count; at += 1) {
      const box = ground.take(random, roomy);
      const mark = ground.take(random);
      if (box === null || mark === null || !roomy.has(box)) return null;
      boxes.push(box);
      marks.push(mark);
    }
    // A single box has a mark of another colour beside its own, or colour would mean nothing.
    const idle = matched && count === 1 ? ground.take(random) : null;
    if (idle !== null) marks.push(idle);
    const isMark = (square: number, box: number) =>
      matched ? marks[box] === square : marks.includes(square);
    const hopeful = boxes.map((_, at) => pulledFrom(floor, matched ? [marks[at]!] : marks));
    if (boxes.some((box, at) => !hopeful[at]!.has(box))) return null;
    return {
      start: boxes,
      isHopeless: (part) => part.some((square, box) => !hopeful[box]!.has(square)),
      shove(part, square, beyond, { isFree }) {
        const box = part.indexOf(square);
        if (box < 0) return undefined;
        return isFree(beyond) && !part.includes(beyond) ? withNumber(part, box, beyond) : null;
      },
      isDone: (part) => part.every((square, box) => isMark(square, box)),
      draw(part, easel) {
        const { box, mark } = easel.theme.looks;
        const colourOf = (at: number, plain: number) => (matched ? easel.theme.tints[at]! : plain);
        for (const [at, square] of marks.entries()) {
          easel.put(square, { shape: "corners", colour: colourOf(at, mark.colour) });
        }
        for (const [at, square] of part.entries()) {
          easel.put(square, { shape: "full", colour: colourOf(at, box.colour) });
          if (isMark(square, at)) easel.put(square, { shape: "dot", colour: easel.theme.floor });
        }
      },
    };
  };

/** The squares from which a single box can be pushed to one of `marks`: where it can be pulled from there. */
function pulledFrom(floor: ReadonlySet<number>, marks: readonly number[]): ReadonlySet<number> {
  const squares = new Set(marks);
  for (const square of squares) {
    for (const step of STEPS) {
      if (floor.has(square + step) && floor.has(square + 2 * step)) squares.add(square + step);
    }
  }
  return squares;
}

export const push: LayRule = pushing(false);
export const pushMatched: LayRule = pushing(true);
