import { RESET } from "../../../../game/action.ts";
import { GOAL } from "../../../../memory/map/state-graph.ts";
import { createBoxModel } from "../../model/boxes/box-model.ts";
import type { Navigation } from "../../model/moves/navigation.ts";
import type { Spot } from "../../perception/sprite.ts";
import { createPlanRunner } from "../plan-runner.ts";
import type { Strategy } from "../strategy.ts";
import { createBoxPlanner, spotsOf } from "./box-planner.ts";
import type { PlannedMove } from "./find-plan.ts";

/** How often a level is started again because boxes are where no plan leads on. */
const MAX_RESETS = 5;
/** Failed predictions on a level past which it is given up, and their share of all. */
const MISSES = 10;
const MISS_SHARE = 0.3;

/**
 * Solves Sokoban: pushes boxes onto target squares. It proposes nothing until a push was seen. Then it plans
 * for each goal in turn that the look of the level suggests, and drops a plan at a failed prediction. With a
 * goal satisfied the avatar goes to all landmarks, for the level may want that too.
 */
export function createBoxes(navigation: Navigation): Strategy {
  const model = createBoxModel(navigation);
  const planner = createBoxPlanner(model);
  const plan = createPlanRunner<PlannedMove>();
  let keys = 0;
  let actions = 0;
  let resets = 0;
  let hits = 0;
  let misses = 0;
  let progress = 0;

  const reconsider = () => {
    planner.reconsider();
    resets = 0;
  };

  const isHopeless = () => misses > MISSES && misses > MISS_SHARE * (hits + misses);

  const isAsExpected = ({ avatar, boxes }: PlannedMove): boolean =>
    isSame(navigation.avatar?.spot, avatar) &&
    boxes.length === model.boxes.length &&
    boxes.every((spot, box) => isSame(spot, model.boxes[box]?.spot));

  const compare = (planned: PlannedMove) => {
    if (isAsExpected(planned)) {
      hits += 1;
      if (planner.isSatisfied()) progress += 1;
      return;
    }
    plan.drop();
    // A stop is no failure: it teaches where the avatar can't go.
    if (isSame(navigation.latest.before?.spot, navigation.avatar?.spot))
      planner.visit(planned.avatar);
    else misses += 1;
  };

  return {
    name: "boxes",

    begin(place, isNew) {
      plan.drop();
      planner.begin();
      actions = 0;
      if (isNew) {
        reconsider();
        keys = 0;
        hits = 0;
        misses = 0;
      }
      model.begin(place.view, isNew);
    },

    propose({ frame: { availableActions } }) {
      if (isHopeless()) return undefined;
      if (plan.steps.length === 0) {
        const probe = model.probe(availableActions);
        if (probe !== undefined) return probe;
        const level = model.layOut(availableActions);
        if (!level) return undefined;
        if (level.keys.length > keys) reconsider();
        keys = level.keys.length;
        plan.follow(planner.plan(level, actions === 0));
        const mayRestart = actions > 0 && resets < MAX_RESETS && planner.mayLeadFromStart();
        if (plan.steps.length === 0 && mayRestart) {
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
        planner.confirm(planned ? planned.boxes : spotsOf(model.boxes));
      }
      if (typeof to === "number") return;
      model.watch(from.view, code, to.view);
      if (navigation.avatar) planner.visit(navigation.avatar.spot);
      if (planned) compare(planned);
    },

    get wantsTurn() {
      return model.boxes.length > 0;
    },

    get progress() {
      return progress;
    },
  };
}

const isSame = (a: Spot | undefined, b: Spot | undefined): boolean =>
  a?.x === b?.x && a?.y === b?.y;
