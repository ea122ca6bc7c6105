import { columnOf, rowOf } from "../ground.ts";
import type { LayRule } from "../rule.ts";

/**
 * A square to stand on once every other goal is met; until then it is drawn as a frame.
 *
 * Measures: noticing that a goal counts only after the others.
 */
export const exit: LayRule = ({ ground, random, start }) => {
  const square = ground.take(random);
  if (square === null) return null;
  const across = Math.abs(columnOf(square) - columnOf(start));
  if (across + Math.abs(rowOf(square) - rowOf(start)) < 2) return null;
  return {
    start: [],
    catches: (at, isOpen) => at === square && isOpen,
    isDone: (_, at) => at === square,
    draw(_, easel, isOpen) {
      const { colour } = easel.theme.looks.exit;
      easel.put(square, { shape: isOpen ? "full" : "ring", colour });
    },
  };
};
