import type { PanelState } from "../../model/presses/panel-state.ts";
import { areEqual } from "../../perception/lists.ts";
import { type PlannedPress, type Predict, predictPresses } from "./planned-press.ts";

/**
 * Moves the nearest press to the front, of those before the first that changes no tile (it selects), where
 * the plan leads to the same values then.
 */
export function nearestFirst(
  plan: readonly PlannedPress[],
  start: PanelState,
  distance: (pressable: number) => number | undefined,
  predict: Predict,
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
  const pressables = order.map(({ pressable }) => pressable);
  const reordered = predictPresses(start, pressables, predict);
  const [end, reached] = [plan.at(-1)?.expected, reordered?.at(-1)?.expected];
  return reordered && end && reached && areEqual(end.values, reached.values) ? reordered : plan;
}
