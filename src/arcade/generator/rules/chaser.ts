import { columnOf, rowOf, STEPS } from "../ground.ts";
import type { LayRule } from "../rule.ts";

const distance = (one: number, other: number) =>
  Math.abs(columnOf(one) - columnOf(other)) + Math.abs(rowOf(one) - rowOf(other));

/**
 * An enemy that comes a square nearer with every second action, where nothing is in its way.
 *
 * Measures: predicting an NPC that reacts to the avatar, and keeping out of its way.
 */
export const chaser: LayRule = ({ ground, random, start }) => {
  const home = ground.take(random);
  if (home === null || distance(home, start) < 5) return null;
  return {
    start: [home, 0],
    tick([square = 0, waited = 0], { at, isFree }) {
      if (waited === 0) return [square, 1];
      const nearer = STEPS.map((step) => square + step).filter(
        (next) => isFree(next) && distance(next, at) < distance(square, at),
      );
      return [nearer[0] ?? square, 0];
    },
    harms: ([square], at) => square === at,
    draw: ([square = 0], easel) => easel.put(square, easel.theme.looks.chaser),
  };
};
