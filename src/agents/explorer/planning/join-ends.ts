import type { Borders, Side } from "../perception/borders.ts";
import { isOpen, opposite, SIDES } from "../perception/sides.ts";
import type { Course } from "./course.ts";

/** Steps of the search. */
const MAX_STEPS = 4_000;
/** Ways that are followed on from one side of a tile: the cheapest may cross itself where another does not. */
const MAX_WAYS = 4;

/** A way that has come to a side of a tile, from outside. */
interface Way extends Side {
  readonly presses: number;
  /** The values that the tiles on the way are turned to, the last one first. */
  readonly path: Placed | undefined;
}

interface Placed {
  readonly tile: number;
  readonly value: number;
  readonly earlier: Placed | undefined;
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
  // Ways by their number of presses.
  const open: Way[][] = [[{ ...from, presses: 0, path: undefined }]];
  const followed = new Map<number, number>();
  let steps = 0;
  for (let presses = 0; presses < open.length; presses++) {
    // Ways that take no more presses are added to the list while it is gone through.
    for (const way of open[presses] ?? []) {
      if (way.tile < 0) return settle(way.path, courses);
      const name = way.tile * SIDES.length + way.side;
      const times = followed.get(name) ?? 0;
      if (times >= MAX_WAYS || lies(way.path, way.tile)) continue;
      followed.set(name, times + 1);
      const seen = new Set<number>();
      for (const [turns, value] of (courses[way.tile] as Course).entries()) {
        if (!isOpen(value, way.side)) continue;
        for (const side of SIDES.keys()) {
          if (side === way.side || !isOpen(value, side) || seen.has(side)) continue;
          seen.add(side);
          steps += 1;
          if (steps > MAX_STEPS) return undefined;
          const isEnd = way.tile === to.tile && side === to.side;
          const next = isEnd ? -1 : beside(way.tile, side);
          if (next === undefined) continue;
          const path = { tile: way.tile, value, earlier: way.path };
          const on = { tile: next, side: opposite(side), presses: presses + turns, path };
          const others = open[on.presses] ?? [];
          open[on.presses] = others;
          others.push(on);
        }
      }
    }
  }
  return undefined;
}

function lies(path: Placed | undefined, tile: number): boolean {
  for (let at = path; at; at = at.earlier) if (at.tile === tile) return true;
  return false;
}

function settle(path: Placed | undefined, courses: readonly Course[]): number[] {
  const values = courses.map(([first]) => first as number);
  for (let at = path; at; at = at.earlier) values[at.tile] = at.value;
  return values;
}
