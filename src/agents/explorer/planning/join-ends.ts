import type { Borders, Side } from "../perception/borders.ts";
import { isOpen, opposite, SIDES } from "../perception/pipe-sides.ts";
import { bestFirst, type Problem } from "./best-first.ts";
import type { Course } from "./course.ts";

/** Expansions of the search. */
const MAX_STATES = 2_000;
/** Ways that are followed on from one side of a tile: the cheapest may cross itself where another does not. */
const MAX_WAYS = 4;
/** Stands for the tile beyond the other end. */
const BEYOND = -1;

/** A way that has come to a side of a tile, from outside, over other tiles. */
interface Way extends Side {
  readonly crossed: ReadonlySet<number>;
}

/** A tile on the way, and the value that it is turned to. */
interface Turned {
  readonly tile: number;
  readonly value: number;
}

/**
 * The values of tiles for which lines lead from one end to the other, by the way that takes the fewest
 * presses; undefined where none was found. Uniform-cost search over ways that cross no tile twice.
 */
export function joinEnds(
  from: Side,
  to: Side,
  courses: readonly Course[],
  { beside }: Borders,
): number[] | undefined {
  const problem: Problem<Way, Turned> = {
    start: { ...from, crossed: new Set() },
    key: ({ tile, side }) => `${tile} ${side}`,
    estimate: () => 0,
    isGoal: ({ tile }) => tile === BEYOND,
    *successors(way) {
      const { tile } = way;
      const crossed = new Set([...way.crossed, tile]);
      const tried = new Set([way.side]);
      for (const [presses, value] of (courses[tile] as Course).entries()) {
        if (!isOpen(value, way.side)) continue;
        for (const side of SIDES.keys()) {
          if (tried.has(side) || !isOpen(value, side)) continue;
          tried.add(side);
          const next = tile === to.tile && side === to.side ? BEYOND : beside(tile, side);
          if (next === undefined || crossed.has(next)) continue;
          const state = { tile: next, side: opposite(side), crossed };
          yield { action: { tile, value }, state, cost: presses };
        }
      }
    },
    ties: "first",
    repeats: MAX_WAYS,
  };
  const found = bestFirst(problem, { left: MAX_STATES });
  if (found.kind !== "found") return undefined;
  const values = courses.map(([first]) => first as number);
  for (const { tile, value } of found.path) values[tile] = value;
  return values;
}
