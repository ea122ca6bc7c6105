import type { Borders } from "../perception/borders.ts";
import { isOpen, opposite, SIDES } from "../perception/pipe-sides.ts";
import type { Course } from "./course.ts";

/** Values that the search may try. */
const MAX_STEPS = 3_000;

/**
 * The values of tiles for which the lines of neighbours meet, few presses first; undefined where none were
 * found. `atRim`: whether lines lead to a side without a neighbour; undefined for either. `isGood`: a further
 * condition. Backtracking with arc consistency (AC-3), over the tiles of fewest values left first.
 */
export function fitConnections(
  courses: readonly Course[],
  { beside }: Borders,
  atRim: (tile: number, side: number) => boolean | undefined,
  isGood: (values: readonly number[]) => boolean,
): number[] | undefined {
  let steps = 0;

  /** Strikes out the values that fit none of a neighbour's, until there are no more; false where a tile has none left. */
  const reduce = (domains: Course[], dirty: number[]): boolean => {
    for (let tile = dirty.pop(); tile !== undefined; tile = dirty.pop()) {
      for (const side of SIDES.keys()) {
        const other = beside(tile, side);
        if (other === undefined) continue;
        const may = new Set((domains[tile] as Course).map((value) => isOpen(value, side)));
        const left = (domains[other] as Course).filter((value) =>
          may.has(isOpen(value, opposite(side))),
        );
        if (left.length === 0) return false;
        if (left.length === domains[other]?.length) continue;
        domains[other] = left;
        dirty.push(other);
      }
    }
    return true;
  };

  const solve = (domains: Course[]): number[] | undefined => {
    const open = domains.flatMap(({ length }, tile) => (length > 1 ? [tile] : []));
    if (open.length === 0) {
      const values = domains.map(([value]) => value as number);
      return isGood(values) ? values : undefined;
    }
    const size = (tile: number) => (domains[tile] as Course).length;
    const tile = open.reduce((least, other) => (size(other) < size(least) ? other : least));
    for (const value of domains[tile] as Course) {
      steps += 1;
      if (steps > MAX_STEPS) return undefined;
      const next = [...domains];
      next[tile] = [value];
      const found = reduce(next, [tile]) ? solve(next) : undefined;
      if (found) return found;
    }
    return undefined;
  };

  const domains = courses.map((course, tile) =>
    course.filter((value) =>
      [...SIDES.keys()].every((side) => {
        const rim = beside(tile, side) === undefined ? atRim(tile, side) : undefined;
        return rim === undefined || rim === isOpen(value, side);
      }),
    ),
  );
  if (domains.some(({ length }) => length === 0)) return undefined;
  return reduce(domains, [...domains.keys()]) ? solve(domains) : undefined;
}
