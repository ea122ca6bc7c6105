import { RESET } from "../../../../game/action.ts";
import { DEATH, GOAL } from "../../../../memory/map/state-graph.ts";
import { createFloorModel } from "../../model/floor/floor-model.ts";
import type { Navigation } from "../../model/moves/navigation.ts";
import { createPlanRunner } from "../plan-runner.ts";
import type { Strategy } from "../strategy.ts";
import type { PlannedStep } from "./find-walk.ts";
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
  const planner = createWalkPlanner(model);
  const plan = createPlanRunner<PlannedStep>();
  let resets = 0;
  let deaths = 0;
  let actions = 0;
  let turnsWanted = 0;
  let goalsTakenUp = 0;
  let progress = 0;
  /** The state in which no plan was found last. */
  let failedAt: string | undefined;

  /** Notes that the goals known now have had a turn. */
  const takeUpGoals = () => {
    const goals = planner.countGoals();
    if (goals <= goalsTakenUp) return;
    goalsTakenUp = goals;
    turnsWanted += 1;
  };

  const isTrusted = () => model.trust() >= LEAST_TRUST && deaths <= MAX_DEATHS;

  return {
    name: "floor",

    begin(place, isNew) {
      plan.drop();
      actions = 0;
      failedAt = undefined;
      if (isNew) {
        resets = 0;
        deaths = 0;
        turnsWanted = 0;
        goalsTakenUp = 0;
      }
      model.begin(place.view, isNew);
      planner.begin(isNew);
    },

    propose({ frame: { availableActions } }) {
      if (model.now.tile === undefined || !isTrusted()) return undefined;
      takeUpGoals();
      const [next] = plan.steps;
      if (next && model.meetsHazard(next.state.tile, 1)) plan.drop();
      if (plan.steps.length === 0) {
        const now = `${model.now.tile} ${model.now.looks}`;
        if (now === failedAt) return undefined;
        plan.follow(planner.plan(availableActions));
        if (plan.steps.length === 0) {
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
        planner.confirm(from, code);
      } else if (to === DEATH) {
        deaths += Number(planned !== undefined);
      }
      if (typeof to === "number") return;
      model.watch(code, to);
      const isMet = planner.judge(planned !== undefined && plan.steps.length === 0);
      if (isMet && planned) progress += 1;
      if (planned?.state.tile !== model.now.tile) plan.drop();
    },

    get wantsTurn() {
      return turnsWanted < MAX_WANTED && isTrusted() && planner.countGoals() > goalsTakenUp;
    },

    get progress() {
      return progress;
    },
  };
}
