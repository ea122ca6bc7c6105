import type { PanelGoal } from "../../goals/panel-goal.ts";
import { type PanelState, valuesIn } from "../../model/presses/panel-state.ts";
import { isSameMix } from "../../perception/lists.ts";
import { findPlan } from "./find-plan.ts";
import type { PanelLevel } from "./panel-level.ts";
import { type PlannedPress, pressEach } from "./planned-press.ts";
import { solveCyclic } from "./solve-cyclic.ts";
import { turnPieces } from "./turn-pieces.ts";

/** The budget of one call, in predictions: about 20 ms. */
const EFFORT = 15_000;
/** The least share of one goal. */
const EFFORT_PER_GOAL = 5_000;

/** Plans for the first of the goals, in order, for which a plan is found; no presses where none is. */
export function choosePlan(
  { board, hypotheses, failures }: PanelLevel,
  panelState: PanelState,
  goals: readonly PanelGoal[],
): readonly PlannedPress[] {
  const isPossible = ({ id, panel, wanted }: PanelGoal) =>
    failures.get(id) !== hypotheses.version() &&
    (!wanted ||
      !hypotheses.conserved.has(panel) ||
      isSameMix(wanted, valuesIn(panelState, board, panel)));
  const pressables = hypotheses.usefulPressables();
  let left = EFFORT;
  const possible = goals.filter(isPossible);
  for (const [at, goal] of possible.entries()) {
    if (left <= 0) break;
    const hypothesis = hypotheses.panelHypothesis(goal.panel);
    const share = Math.max(EFFORT_PER_GOAL, left / (possible.length - at));
    const budget = { left: Math.min(left, share) };
    left -= budget.left;
    const own = board.tilesIn(goal.panel);
    const values = valuesIn(panelState, board, goal.panel);
    const cyclic = hypothesis?.cyclicColours;
    const counts = cyclic && (goal.arrange ? turnPieces : solveCyclic)(values, goal, own, cyclic);
    const presses =
      (counts && pressEach(panelState, own, counts, hypotheses.predict)) ??
      (goal.arrange
        ? undefined
        : findPlan(panelState, goal, pressables, hypotheses.predict, budget));
    left += Math.max(0, budget.left);
    if (presses) return presses;
    failures.set(goal.id, hypotheses.version());
  }
  return [];
}
