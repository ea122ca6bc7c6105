import type { PanelGoal } from "../../goals/panel-goal.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import { createRankQueue } from "../../planning/rank-queue.ts";
import { type PlannedPress, type Predict, predictPresses } from "./planned-press.ts";

/** What a search may still spend, in predictions of a few tiles; one of many tiles costs as many. */
export interface Effort {
  predictions: number;
}

/** So many tiles cost a prediction. */
const TILES_PER_PREDICTION = 12;

/** How many presses a tile that is not as wanted is taken to cost: more finds a way sooner, less a shorter one. */
const GREED = 2;

interface Node {
  readonly panelState: PanelState;
  readonly press: PlannedPress | undefined;
  readonly parent: Node | undefined;
  readonly depth: number;
}

const keyOf = ({ values, selected, highlighted }: PanelState): string =>
  `${String.fromCharCode(...values)}|${selected.join()}|${highlighted}`;

/** Stands for all colours that a goal is not about. */
const ANY = 127;

/** The presses that lead to the goal, as far as they can be predicted; undefined where none were found. */
export function findPlan(
  start: PanelState,
  goal: PanelGoal,
  pressables: readonly number[],
  predict: Predict,
  effort: Effort,
): PlannedPress[] | undefined {
  const { colours } = goal;
  if (!colours) return search(start, goal, pressables, predict, effort);
  // Where presses only move colours about there are far fewer panel states that matter.
  const values = start.values.map((value) => (colours.has(value) ? value : ANY));
  const sketch = search({ ...start, values }, goal, pressables, predict, effort);
  const sketched = sketch?.map(({ pressable }) => pressable);
  const presses = sketched && predictPresses(start, sketched, predict);
  const isMet = presses && goal.cost(presses.at(-1)?.expected.values ?? []) === 0;
  return isMet ? presses : search(start, goal, pressables, predict, effort);
}

function search(
  start: PanelState,
  goal: PanelGoal,
  pressables: readonly number[],
  predict: Predict,
  effort: Effort,
): PlannedPress[] | undefined {
  const price = Math.ceil(start.values.length / TILES_PER_PREDICTION);
  const seen = new Set([keyOf(start)]);
  const open = createRankQueue<Node>();
  open.put({ panelState: start, press: undefined, parent: undefined, depth: 0 }, 0);
  for (let node = open.take(); node && effort.predictions > 0; node = open.take()) {
    for (const pressable of pressables) {
      effort.predictions -= price;
      const expected = predict(node.panelState, pressable);
      if (!expected || expected === node.panelState) continue;
      const key = keyOf(expected);
      if (seen.has(key)) continue;
      seen.add(key);
      const cost = goal.cost(expected.values);
      const depth = node.depth + 1;
      const next = {
        panelState: expected,
        press: { pressable, expected },
        parent: node,
        depth,
      };
      if (cost === 0) return pressesTo(next);
      open.put(next, depth + GREED * cost);
    }
  }
  return undefined;
}

function pressesTo(end: Node): PlannedPress[] {
  const presses: PlannedPress[] = [];
  for (let node: Node | undefined = end; node?.press; node = node.parent)
    presses.unshift(node.press);
  return presses;
}
