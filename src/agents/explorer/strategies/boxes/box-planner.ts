import { BOX_GOALS, type BoxGoal } from "../../goals/box-goal.ts";
import { isMet } from "../../goals/goal.ts";
import { createGoalBook } from "../../goals/goal-book.ts";
import { listBoxGoals } from "../../goals/list-box-goals.ts";
import type { BoxModel } from "../../model/boxes/box-model.ts";
import type { SokobanLevel } from "../../model/boxes/sokoban-level.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import type { Budget } from "../../planning/best-first.ts";
import { findPlan, type PlannedMove } from "./find-plan.ts";
import { createLandmarkWalks } from "./landmark-walks.ts";

/** Plans pushes for the goals of a level. */
export interface BoxPlanner {
  /** The level begins again. */
  begin(): void;
  /** Goals without a plan may have one now: on another level, or with more keys known. */
  reconsider(): void;
  /**
   * To a landmark while a goal is satisfied, else the pushes that satisfy the first open goal that has a
   * plan; empty where none leads on. `isStart`: whether the level has just begun.
   */
  plan(level: SokobanLevel, isStart: boolean): readonly PlannedMove[];
  /** Whether a plan may be found from the start of the level. */
  mayLeadFromStart(): boolean;
  /** Whether an open goal is satisfied by the boxes as they are. */
  isSatisfied(): boolean;
  /** The level ended with boxes at these spots: the goals that they met are confirmed. */
  confirm(spots: readonly Spot[]): void;
  /** The avatar is, or could not get, at a spot. */
  visit(spot: Spot): void;
}

/** Squares that searches before one action may look at, in all arrangements of boxes. */
const MAX_LOOKED = 20_000;

/** Plans in a model. What was learned about kinds of goals holds for all levels. */
export function createBoxPlanner(model: BoxModel): BoxPlanner {
  const book = createGoalBook<readonly Spot[]>(BOX_GOALS);
  const landmarks = createLandmarkWalks();
  let goals: readonly BoxGoal[] = [];
  /** The goal that was met and still is. */
  let satisfied: string | undefined;
  /** Whether any plan was found in this level, and whether one was sought at its start. */
  let hadPlan = false;
  let sawStart = false;

  const openGoals = () => book.open(goals, spotsOf(model.boxes));

  /** With a goal satisfied, boxes bar the way to landmarks: the plan to satisfy it with the avatar on their side. */
  const planAround = (level: SokobanLevel, goal: BoxGoal, budget: Budget) => {
    const on = new Set(spotsOf(level.boxes).map(spotCode));
    const barred = [...landmarks.left(model.background.grid, level)].filter(
      (code) => !on.has(code),
    );
    if (barred.length === 0 || budget.left <= 0) return [];
    const found = findPlan(level, goal, budget, new Set(barred));
    return found.kind === "found" ? found.path : [];
  };

  /** The way to what is left of a level in which a goal is satisfied; refutes it where there is none. */
  const visitRest = (level: SokobanLevel, goal: BoxGoal, budget: Budget) => {
    if (satisfied !== goal.id) landmarks.clear();
    satisfied = goal.id;
    const way = landmarks.wayToNext(model.background.grid, level);
    if (way.length > 0) return way;
    const around = planAround(level, goal, budget);
    if (around.length === 0) book.refute(goal);
    return around;
  };

  return {
    begin() {
      satisfied = undefined;
    },
    reconsider() {
      book.begin();
      goals = [];
      hadPlan = false;
      sawStart = false;
    },
    plan(level, isStart) {
      sawStart ||= isStart;
      goals = listBoxGoals(model.background.grid, level);
      const budget = { left: MAX_LOOKED };
      const spots = spotsOf(level.boxes);
      for (const goal of book.open(goals, spots)) {
        if (isMet(goal, spots)) {
          const way = visitRest(level, goal, budget);
          if (way.length > 0) return way;
        } else if (budget.left > 0) {
          satisfied = undefined;
          const found = findPlan(level, goal, budget);
          if (found.kind === "budget") book.tried(goal);
          if (found.kind !== "found") continue;
          hadPlan = true;
          return found.path;
        }
      }
      return [];
    },
    mayLeadFromStart: () => (hadPlan || !sawStart) && openGoals().length > 0,
    isSatisfied() {
      const spots = spotsOf(model.boxes);
      return openGoals().some((goal) => isMet(goal, spots));
    },
    confirm(spots) {
      for (const goal of goals) if (isMet(goal, spots)) book.confirm(goal);
    },
    visit: (spot) => landmarks.visit(model.background.grid, spot),
  };
}

/** Where boxes are. */
export const spotsOf = (boxes: readonly { readonly spot: Spot }[]): Spot[] =>
  boxes.map(({ spot }) => spot);
