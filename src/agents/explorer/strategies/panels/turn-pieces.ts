import type { PanelGoal } from "../../goals/panel-goal.ts";
import type { CyclicColours } from "../../model/presses/hypothesis.ts";
import { areEqual } from "../../perception/lists.ts";
import { courseOf } from "../../planning/course.ts";

/**
 * How often to press each tile of a panel (`own`) to arrange its values as a goal wants them, where each
 * press turns its own tile alone; undefined where that is not so, or there is no way.
 */
export function turnPieces(
  values: readonly number[],
  { arrange }: PanelGoal,
  own: readonly number[],
  { next, reach }: CyclicColours,
): readonly number[] | undefined {
  if (!own.every((tile) => areEqual(reach(tile) ?? [], [tile]))) return undefined;
  const courses = values.map((value) => courseOf(value, next));
  const wanted = arrange?.(courses);
  return wanted && courses.map((course, at) => course.indexOf(wanted[at] as number));
}
