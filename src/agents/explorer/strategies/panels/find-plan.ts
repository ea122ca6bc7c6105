import { isMet } from "../../goals/goal.ts";
import type { PanelGoal } from "../../goals/panel-goal.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import { type Budget, bestFirst, type Problem } from "../../planning/best-first.ts";
import { type PlannedPress, type Predict, predictPresses } from "./planned-press.ts";

/** So many tiles cost a prediction. */
const TILES_PER_PREDICTION = 12;

/** How many presses a tile that is not as wanted is taken to cost: more finds a way sooner, less a shorter one. */
const GREED = 2;

const keyOf = ({ values, selected, highlighted }: PanelState): string =>
  `${String.fromCharCode(...values)}|${selected.join()}|${highlighted}`;

/** Stands for all colours that a goal is not about. */
const ANY = 127;

/**
 * The presses that lead to the goal, as far as they can be predicted; undefined where none were found.
 * `budget`: in predictions of a few tiles; one of many tiles costs as many.
 */
export function findPlan(
  start: PanelState,
  goal: PanelGoal,
  pressables: readonly number[],
  predict: Predict,
  budget: Budget,
): readonly PlannedPress[] | undefined {
  const price = pressables.length * Math.ceil(start.values.length / TILES_PER_PREDICTION);
  const search = (from: PanelState): readonly PlannedPress[] | undefined => {
    const problem: Problem<PanelState, PlannedPress> = {
      start: from,
      key: keyOf,
      estimate: ({ values }) => GREED * goal.cost(values),
      *successors(panelState) {
        for (const pressable of pressables) {
          const expected = predict(panelState, pressable);
          if (!expected || expected === panelState) continue;
          yield { action: { pressable, expected }, state: expected, cost: 1 };
        }
      },
      price: () => price,
      tests: "early",
    };
    const found = bestFirst(problem, budget);
    return found.kind === "found" ? found.path : undefined;
  };

  const { colours } = goal;
  if (!colours) return search(start);
  // Where presses only move colours about there are far fewer panel states that matter.
  const values = start.values.map((value) => (colours.has(value) ? value : ANY));
  const sketch = search({ ...start, values });
  const sketched = sketch?.map(({ pressable }) => pressable);
  const presses = sketched && predictPresses(start, sketched, predict);
  return presses && isMet(goal, presses.at(-1)?.expected.values ?? []) ? presses : search(start);
}
