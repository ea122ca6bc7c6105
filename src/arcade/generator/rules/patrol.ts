import { STEPS } from "../ground.ts";
import { type LayRule, type Site, withNumber } from "../rule.ts";

/** Squares that one enemy walks to and fro. */
const LENGTH = 3;
const PERIOD = 2 * (LENGTH - 1);

/**
 * Enemies that walk to and fro, a square with every action, and kill whom they meet.
 *
 * Measures: predicting an NPC with a fixed period, and timing moves by it.
 */
export const patrol: LayRule = (site) => {
  const ways: (readonly number[])[] = [];
  for (let enemy = 0; enemy <= (site.hardness > 2 ? 1 : 0); enemy += 1) {
    const way = findWay(site);
    if (!way) return null;
    ways.push(way);
  }
  const enemiesAt = (phase: number) =>
    ways.map((way) => way[phase < LENGTH ? phase : PERIOD - phase] as number);
  return {
    start: [site.random.int(PERIOD)],
    tick: (part) => withNumber(part, 0, (part[0]! + 1) % PERIOD),
    harms: ([phase = 0], square) => enemiesAt(phase).includes(square),
    draw([phase = 0], easel) {
      for (const square of enemiesAt(phase)) easel.put(square, easel.theme.looks.enemy);
    },
  };
};

function findWay({ ground, random, start }: Site): readonly number[] | null {
  const step = random.pick(STEPS);
  const ways = [...ground.floor]
    .map((square) => Array.from({ length: LENGTH }, (_, at) => square + at * step))
    .filter((way) => way.every((square) => ground.isFree(square) && square !== start));
  if (ways.length === 0) return null;
  const way = random.pick(ways);
  for (const square of way) ground.takeThis(square);
  return way;
}
