import type { PanelState } from "../../model/presses/panel-state.ts";

/** One press, and the panel state that it should lead to. */
export interface PlannedPress {
  readonly pressable: number;
  readonly expected: PanelState;
}

/** The panel state after a press; undefined where that is not known. */
export type Predict = (panelState: PanelState, pressable: number) => PanelState | undefined;

/** Predicts presses one after another; undefined where one of them is not predicted. */
export function predictPresses(
  start: PanelState,
  pressables: readonly number[],
  predict: Predict,
): PlannedPress[] | undefined {
  const presses: PlannedPress[] = [];
  for (const pressable of pressables) {
    const expected = predict(presses.at(-1)?.expected ?? start, pressable);
    if (!expected) return undefined;
    presses.push({ pressable, expected });
  }
  return presses;
}

/** Presses each pressable so many times; undefined for no press at all, and where one is not predicted. */
export function pressEach(
  start: PanelState,
  pressables: readonly number[],
  counts: readonly number[],
  predict: Predict,
): PlannedPress[] | undefined {
  const each = pressables.flatMap((one, at) => Array.from({ length: counts[at] ?? 0 }, () => one));
  return each.length > 0 ? predictPresses(start, each, predict) : undefined;
}
