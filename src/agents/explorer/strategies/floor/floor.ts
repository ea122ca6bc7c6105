import { RESET } from "../../../../game/action.ts";
import { DEATH, GOAL } from "../../../../memory/map/state-graph.ts";
import { FLOOR_GOALS, type FloorGoal, listFloorGoals } from "../../goals/floor-goal.ts";
import { isMet } from "../../goals/goal.ts";
import { createGoalBook } from "../../goals/goal-book.ts";
import { createFloorModel } from "../../model/floor/floor-model.ts";
import type { Navigation } from "../../model/moves/navigation.ts";
import type { Place } from "../../perception/place.ts";
import { createPlanRunner } from "../plan-runner.ts";
import type { Strategy } from "../strategy.ts";
import type { PlannedStep } from "./find-walk.ts";
import { listTileProbes } from "./list-tile-probes.ts";
import { createSatisfiedGoal } from "./satisfied-goal.ts";
import { createWalkPlanner } from "./walk-planner.ts";

/** How often a level is started again because no plan leads on. */
const MAX_RESETS = 4;
/** How often in a level it asks to act at once because it learned of a goal. */
const MAX_WANTED = 4;
/** How often it may die of its plans on a level. */
const MAX_DEATHS = 2;
/** The least share of steps whose changes must have been predicted. */
const LEAST_TRUST = 0.4;

/**
 * Plans walks where steps change the floor: learns the floor rule, lists the looks that the level may want its
 * tiles to have in the end, and gives them those. Acts only while the rule predicts the changes.
 */
export function createFloor(navigation: Navigation): Strategy {
  const model = createFloorModel(navigation);
  const book = createGoalBook<readonly number[]>(FLOOR_GOALS);
  const satisfied = createSatisfiedGoal(model);
  const planner = createWalkPlanner(model, book, satisfied);
  const plan = createPlanRunner<PlannedStep>();
  /** The goal that the plan is for. */
  let planGoal: FloorGoal | undefined;
  let resets = 0;
  let deaths = 0;
  let actions = 0;
  let turnsWanted = 0;
  let goalsTakenUp = 0;
  let progress = 0;
  /** The state in which no plan was found last. */
  let failedAt: string | undefined;
  /** The goals as the model stands; listed when they are first asked for after it changed. */
  let listed: readonly FloorGoal[] | undefined;

  const goalsNow = () => {
    listed ??= listFloorGoals(model.rule, model.looks);
    return listed;
  };
  /** The goals of the level, the tile probes counted as one. */
  const countGoals = () => goalsNow().length + Number(listTileProbes(model).length > 0);

  /** Notes that the goals known now have had a turn. */
  const takeUpGoals = () => {
    const goals = countGoals();
    if (goals <= goalsTakenUp) return;
    goalsTakenUp = goals;
    turnsWanted += 1;
  };

  const isTrusted = () => model.trust() >= LEAST_TRUST && deaths <= MAX_DEATHS;

  /** Takes note of a goal that is met now, and the level goes on. */
  const judge = (before: readonly FloorGoal[], then: readonly number[], isOwn: boolean) => {
    const { looks } = model;
    satisfied.check();
    // A plan at whose end its goal is not met was made in vain.
    if (planGoal && isOwn && plan.steps.length === 0 && !isMet(planGoal, looks))
      book.tried(planGoal);
    const met = book.open(before, then).find((goal) => !isMet(goal, then) && isMet(goal, looks));
    if (met) {
      book.tried(met);
      if (isOwn) progress += 1;
      satisfied.begin(met, then);
    }
    satisfied.arrive();
  };

  /** A key ended the level: the goals that it should have met are confirmed. */
  const won = ({ frame: { availableActions } }: Place, key: number) => {
    const level = model.layOut(availableActions);
    const index = level?.keys.findIndex((one) => one.key === key) ?? -1;
    const end = index < 0 ? undefined : level?.step(level.start, index);
    if (!level || !end) return;
    const looks = level.active.map((_, at) => level.lookOf(end, at));
    const left = listFloorGoals(model.rule, looks).filter((goal) => !isMet(goal, looks));
    const unmet = new Set(left.map(({ id }) => id));
    for (const goal of goalsNow()) {
      if (!unmet.has(goal.id)) book.confirm(goal);
    }
  };

  return {
    name: "floor",

    begin(place, isNew) {
      plan.drop();
      satisfied.drop();
      actions = 0;
      failedAt = undefined;
      if (isNew) {
        book.begin();
        resets = 0;
        deaths = 0;
        turnsWanted = 0;
        goalsTakenUp = 0;
      }
      model.begin(place.view, isNew);
      listed = undefined;
    },

    propose({ frame: { availableActions } }) {
      if (model.tile === undefined || !isTrusted()) return undefined;
      takeUpGoals();
      const [next] = plan.steps;
      if (next && model.meetsHazard(next.state.tile, 1)) plan.drop();
      if (plan.steps.length === 0) {
        const now = `${model.tile} ${model.looks}`;
        if (now === failedAt) return undefined;
        const walk = planner.plan(availableActions);
        plan.follow(walk.steps);
        planGoal = walk.goal;
        if (walk.steps.length === 0) {
          failedAt = now;
          const mayReset = actions > 0 && resets < MAX_RESETS;
          if (!mayReset || !planner.leadsFromStart(availableActions)) return undefined;
          resets += 1;
          return RESET.id;
        }
      }
      return plan.propose()?.key;
    },

    observe({ from, code, to }) {
      const planned = plan.carriedOut(({ key }) => key === code);
      actions += 1;
      if (to === GOAL) {
        if (planned) progress += 1;
        won(from, code);
      } else if (to === DEATH) {
        deaths += Number(planned !== undefined);
      }
      if (typeof to === "number") return;
      const goals = goalsNow();
      const { looks } = model;
      model.watch(code, to);
      listed = undefined;
      judge(goals, looks, planned !== undefined);
      if (planned?.state.tile !== model.tile) plan.drop();
    },

    get wantsTurn() {
      return turnsWanted < MAX_WANTED && isTrusted() && countGoals() > goalsTakenUp;
    },

    get progress() {
      return progress;
    },
  };
}
