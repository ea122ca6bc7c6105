import type { PanelGoal } from "../../goals/panel-goal.ts";
import type { Hypothesis } from "../../model/presses/hypothesis.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import type { Board } from "../../perception/board.ts";
import { areEqual } from "../../perception/equal.ts";
import type { Course } from "../../planning/course.ts";
import { type PlannedPress, pressEach } from "./planned-press.ts";

/**
 * Plans the presses that arrange the tiles of a panel as a goal wants them, where each press turns its own
 * tile alone; undefined where that is not so, or there are none.
 */
export function turnPieces(
  panelState: PanelState,
  { panel, arrange }: PanelGoal,
  board: Board,
  { cyclicColours, predict }: Hypothesis,
): PlannedPress[] | undefined {
  const own = board.tilesIn(panel);
  if (
    !arrange ||
    !cyclicColours ||
    !own.every((tile) => areEqual(cyclicColours.reach(tile) ?? [], [tile]))
  ) {
    return undefined;
  }
  const courses = own.map((tile) =>
    courseOf(panelState.values[tile] as number, cyclicColours.next),
  );
  const wanted = arrange(courses);
  if (!wanted) return undefined;
  const counts = own.map((_, at) => (courses[at] as Course).indexOf(wanted[at] as number));
  return pressEach(panelState, own, counts, predict);
}

/** The values of a tile press after press, from its value now until it returns or is not known. */
function courseOf(first: number, next: ReadonlyMap<number, number>): Course {
  const course = [first];
  for (let value = next.get(first); value !== undefined; value = next.get(value)) {
    if (course.includes(value)) break;
    course.push(value);
  }
  return course;
}
