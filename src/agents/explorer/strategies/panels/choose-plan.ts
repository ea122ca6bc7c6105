import type { PanelGoal } from "../../goals/panel-goal.ts";
import type { HypothesisSpace } from "../../model/presses/hypothesis-space.ts";
import type { PanelState } from "../../model/presses/panel-state.ts";
import type { Board } from "../../perception/board.ts";
import { areEqual } from "../../perception/equal.ts";
import { findPlan } from "./find-plan.ts";
import type { PlannedPress } from "./planned-press.ts";
import { solveCyclic } from "./solve-cyclic.ts";
import { turnPieces } from "./turn-pieces.ts";

/** The budget of one call, in predictions: about 20 ms. */
const EFFORT = 15_000;
/** The least share of one goal. */
const EFFORT_PER_GOAL = 5_000;

/** Plans for the first of the goals, in order, for which a plan is found; no presses where none is. */
export function choosePlan(
  panelState: PanelState,
  goals: readonly PanelGoal[],
  board: Board,
  hypotheses: HypothesisSpace,
  /** By goal the version of the hypotheses for which no plan was found. */
  failures: Map<string, number>,
): readonly PlannedPress[] {
  const shown = (panel: number) =>
    board.tilesIn(panel).map((tile) => panelState.values[tile] as number);
  const isPossible = ({ id, panel, wanted }: PanelGoal) =>
    failures.get(id) !== hypotheses.version() &&
    (!wanted || !hypotheses.conserved.has(panel) || isSameMix(wanted, shown(panel)));
  const pressables = hypotheses.usefulPressables();
  let left = EFFORT;
  const possible = goals.filter(isPossible);
  for (const [at, goal] of possible.entries()) {
    if (left <= 0) break;
    const hypothesis = hypotheses.panelHypothesis(goal.panel);
    const share = Math.max(EFFORT_PER_GOAL, left / (possible.length - at));
    const budget = { left: Math.min(left, share) };
    left -= budget.left;
    const presses = goal.arrange
      ? hypothesis && turnPieces(panelState, goal, board, hypothesis)
      : ((hypothesis && solveCyclic(panelState, goal, board, hypothesis)) ??
        findPlan(panelState, goal, pressables, hypotheses.predict, budget));
    left += Math.max(0, budget.left);
    if (presses) return presses;
    failures.set(goal.id, hypotheses.version());
  }
  return [];
}

function isSameMix(a: readonly number[], b: readonly number[]): boolean {
  const sorted = (values: readonly number[]) => [...values].sort((x, y) => x - y);
  return a.length === b.length && areEqual(sorted(a), sorted(b));
}
