import type { PanelState } from "../../model/presses/panel-state.ts";
import { areEqual } from "../../perception/equal.ts";
import type { PlannedPress } from "./find-plan.ts";

/**
 * The same presses with the nearest first of those up to the next that changes no tile, where that leads
 * to the same tiles in the end.
 */
export function nearestFirst(
  plan: readonly PlannedPress[],
  start: PanelState,
  distance: (pressable: number) => number | undefined,
  predict: (panelState: PanelState, pressable: number) => PanelState | undefined,
): readonly PlannedPress[] {
  let before = start;
  let run = 0;
  for (const { expected } of plan) {
    if (areEqual(expected.values, before.values)) break;
    before = expected;
    run += 1;
  }
  let first = 0;
  const far = Number.POSITIVE_INFINITY;
  for (let at = 1; at < run; at++) {
    const isNearer =
      (distance((plan[at] as PlannedPress).pressable) ?? far) <
      (distance((plan[first] as PlannedPress).pressable) ?? far);
    if (isNearer) first = at;
  }
  if (first === 0) return plan;
  const order = [plan[first] as PlannedPress, ...plan.filter((_, at) => at !== first)];
  const changed: PlannedPress[] = [];
  let panelState = start;
  for (const { pressable } of order) {
    const expected = predict(panelState, pressable);
    if (!expected) return plan;
    changed.push({ pressable, expected });
    panelState = expected;
  }
  const end = plan[plan.length - 1]?.expected;
  return end && areEqual(end.values, panelState.values) ? changed : plan;
}
