import type { LayRule } from "../rule.ts";

/**
 * Squares at the side that change their look when pressed, to no avail.
 *
 * Measures: ignoring a visible effect that serves no goal.
 */
export const bauble: LayRule = ({ ground, random }) => {
  const squares = ground.margin(1, 2 + random.int(2), random.int(2) === 0 ? "left" : "right");
  return {
    idle: true,
    start: squares.map(() => 0),
    presses: squares,
    press: (part, square) => part.map((lit, at) => (squares[at] === square ? 1 - lit : lit)),
    draw(part, easel) {
      const { shape, colour } = easel.theme.looks.bauble;
      for (const [at, square] of squares.entries()) {
        easel.put(square, { shape: part[at] ? "ring" : shape, colour });
      }
    },
  };
};
