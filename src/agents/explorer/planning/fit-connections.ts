import type { Borders } from "../perception/borders.ts";
import { isOpen, opposite, SIDES } from "../perception/pipe-sides.ts";
import { bestFirst, type Problem } from "./best-first.ts";
import type { Course } from "./course.ts";

/** Whether pipes lead to a side of a tile without a neighbour; undefined for either. */
export type AtRim = (tile: number, side: number) => boolean | undefined;

/** States that the search may expand. */
const MAX_STATES = 10_000;

/** Whether the pipes of a tile of this value meet those of its neighbours, as far as the values of these are known. */
export const fits = (
  value: number,
  tile: number,
  values: readonly number[],
  { beside }: Borders,
  atRim: AtRim,
): boolean =>
  [...SIDES.keys()].every((side) => {
    const other = beside(tile, side);
    const shown = values[other ?? -1];
    const wanted =
      other === undefined
        ? atRim(tile, side)
        : shown === undefined
          ? undefined
          : isOpen(shown, opposite(side));
    return wanted === undefined || wanted === isOpen(value, side);
  });

/**
 * The values of tiles for which the pipes of neighbours meet, few presses first; undefined where none were
 * found. `isGood`: a further condition. Backtracking, tile after tile: the longest row of values comes first.
 */
export function fitConnections(
  courses: readonly Course[],
  borders: Borders,
  atRim: AtRim,
  isGood: (values: readonly number[]) => boolean,
): readonly number[] | undefined {
  const problem: Problem<readonly number[], number> = {
    start: [],
    key: (values) => values.join(),
    estimate: (values) => courses.length - values.length,
    isGoal: isGood,
    *successors(values) {
      const tile = values.length;
      for (const value of courses[tile]?.toReversed() ?? []) {
        if (!fits(value, tile, values, borders, atRim)) continue;
        yield { action: value, state: [...values, value], cost: 0 };
      }
    },
  };
  const found = bestFirst(problem, { left: MAX_STATES });
  return found.kind === "found" ? found.path : undefined;
}
