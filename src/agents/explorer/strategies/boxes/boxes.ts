import { RESET } from "../../../../game/action.ts";
import { DEATH, GOAL } from "../../../../memory/map/state-graph.ts";
import { BOX_GOALS, type BoxGoal } from "../../goals/box-goal.ts";
import { isMet } from "../../goals/goal.ts";
import { createGoalBook } from "../../goals/goal-book.ts";
import { listBoxGoals } from "../../goals/list-box-goals.ts";
import { createBoxModel } from "../../model/boxes/box-model.ts";
import type { SokobanLevel } from "../../model/boxes/sokoban-level.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import type { Budget } from "../../planning/best-first.ts";
import { createPlanRunner } from "../plan-runner.ts";
import type { Strategy } from "../strategy.ts";
import { findPlan, type PlannedMove } from "./find-plan.ts";
import { createLandmarkWalks } from "./landmark-walks.ts";

/** Squares that searches before one action may look at, in all arrangements of boxes. */
const MAX_LOOKED = 20_000;
/** How often a level is started again because boxes are where no plan leads on. */
const MAX_RESETS = 5;
/** Probes of a key to find out its effect. */
const MAX_PROBES = 2;
/** Failed predictions on a level past which it is given up, and their share of all. */
const MISSES = 10;
const MISS_SHARE = 0.3;

/**
 * Solves Sokoban: pushes boxes onto target squares. It proposes nothing until a push was seen. Then it plans
 * for each goal in turn that the look of the level suggests, and drops a plan at a failed prediction. With a
 * goal satisfied the avatar goes to all landmarks, for the level may want that too.
 */
export function createBoxes(): Strategy {
  const model = createBoxModel();
  const book = createGoalBook<readonly Spot[]>(BOX_GOALS);
  const landmarks = createLandmarkWalks();
  let goals: readonly BoxGoal[] = [];
  const plan = createPlanRunner<PlannedMove>();
  /** The goal that was met and still is. */
  let satisfied: string | undefined;
  let probed = new Map<number, number>();
  let keys = 0;
  let actions = 0;
  let resets = 0;
  let hits = 0;
  let misses = 0;
  /** Whether any plan was found in this level, and whether one was sought at its start. */
  let hadPlan = false;
  let sawStart = false;
  let progress = 0;

  const openGoals = () => book.open(goals, spotsOf(model.boxes));

  /** With a goal satisfied, boxes bar the way to landmarks: the plan to satisfy it with the avatar on their side. */
  const planAround = (
    level: SokobanLevel,
    goal: BoxGoal,
    budget: Budget,
  ): readonly PlannedMove[] => {
    const on = new Set(spotsOf(level.boxes).map(spotCode));
    const barred = [...landmarks.left(model.background, level)].filter((code) => !on.has(code));
    if (barred.length === 0 || budget.left <= 0) return [];
    const found = findPlan(level, goal, budget, new Set(barred));
    return found.kind === "found" ? found.path : [];
  };

  const planNext = (level: SokobanLevel): readonly PlannedMove[] => {
    sawStart ||= actions === 0;
    goals = listBoxGoals(model.background, level);
    const budget = { left: MAX_LOOKED };
    const spots = spotsOf(level.boxes);
    for (const goal of book.open(goals, spots)) {
      if (isMet(goal, spots)) {
        if (satisfied !== goal.id) landmarks.clear();
        satisfied = goal.id;
        const way = landmarks.wayToNext(model.background, level);
        if (way.length > 0) return way;
        const round = planAround(level, goal, budget);
        if (round.length > 0) return round;
        book.refute(goal);
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
  };

  /** Goals without a plan may have one now: on another level, or with more keys known. */
  const reconsider = () => {
    book.begin();
    resets = 0;
    hadPlan = false;
    sawStart = false;
  };

  const isHopeless = () => misses > MISSES && misses > MISS_SHARE * (hits + misses);

  const mayRestart = () =>
    actions > 0 && resets < MAX_RESETS && (hadPlan || !sawStart) && openGoals().length > 0;

  const isAsExpected = ({ avatar, boxes }: PlannedMove): boolean =>
    isSame(model.avatar?.spot, avatar) &&
    boxes.length === model.boxes.length &&
    boxes.every((spot, box) => isSame(spot, model.boxes[box]?.spot));

  const compare = (planned: PlannedMove, stood: Spot | undefined) => {
    if (isAsExpected(planned)) {
      hits += 1;
      const spots = spotsOf(model.boxes);
      if (openGoals().some((goal) => isMet(goal, spots))) progress += 1;
      return;
    }
    plan.drop();
    // A stop is no failure: it teaches where the avatar can't go.
    if (isSame(stood, model.avatar?.spot)) landmarks.visit(model.background, planned.avatar);
    else misses += 1;
  };

  return {
    name: "boxes",

    begin(place, isNew) {
      plan.drop();
      satisfied = undefined;
      actions = 0;
      if (isNew) {
        goals = [];
        reconsider();
        probed = new Map();
        keys = 0;
        hits = 0;
        misses = 0;
      }
      model.begin(place.view, isNew);
    },

    propose({ frame: { availableActions } }) {
      if (isHopeless()) return undefined;
      if (plan.steps.length === 0) {
        const probe = model
          .probes(availableActions)
          .find((key) => (probed.get(key) ?? 0) < MAX_PROBES);
        if (probe !== undefined) {
          probed.set(probe, (probed.get(probe) ?? 0) + 1);
          return probe;
        }
        const level = model.layOut(availableActions);
        if (!level) return undefined;
        if (level.keys.length > keys) reconsider();
        keys = level.keys.length;
        plan.follow(planNext(level));
        if (plan.steps.length === 0 && mayRestart()) {
          resets += 1;
          return RESET.id;
        }
      }
      return plan.propose()?.key;
    },

    observe({ from, code, to }) {
      const planned = plan.carriedOut(({ key }) => key === code);
      const stood = model.avatar?.spot;
      actions += 1;
      if (to === GOAL) {
        if (planned) progress += 1;
        const spots = planned ? planned.boxes : spotsOf(model.boxes);
        for (const goal of goals) if (isMet(goal, spots)) book.confirm(goal);
      } else if (to === DEATH) model.died(code);
      if (typeof to === "number") return;
      model.watch(from.view, code, to.view);
      if (model.avatar) landmarks.visit(model.background, model.avatar.spot);
      if (planned) compare(planned, stood);
    },

    get wantsTurn() {
      return model.boxes.length > 0;
    },

    get progress() {
      return progress;
    },
  };
}

const spotsOf = (boxes: readonly { readonly spot: Spot }[]): Spot[] =>
  boxes.map(({ spot }) => spot);

const isSame = (a: Spot | undefined, b: Spot | undefined): boolean =>
  a?.x === b?.x && a?.y === b?.y;
