import { GOAL } from "../../../../memory/map/state-graph.ts";
import { isMet } from "../../goals/goal.ts";
import { createGoalBook } from "../../goals/goal-book.ts";
import { PANEL_GOALS } from "../../goals/panel-goal.ts";
import type { LevelPrior } from "../../model/presses/level-prior.ts";
import { type PanelState, showsEffect } from "../../model/presses/panel-state.ts";
import { areEqual } from "../../perception/lists.ts";
import { createCursorNavigation } from "../../tracking/cursor/cursor-navigation.ts";
import type { PressTracker } from "../../tracking/cursor/press-tracker.ts";
import { createPlanRunner } from "../plan-runner.ts";
import type { Strategy } from "../strategy.ts";
import { choosePlan } from "./choose-plan.ts";
import { nearestFirst } from "./nearest-first.ts";
import { type PanelLevel, takeUpPanelLevel } from "./panel-level.ts";
import type { PlannedPress } from "./planned-press.ts";
import { createPressableKinds, kindOf, nextProbe } from "./probe.ts";

/**
 * Solves panels of tiles: learns hypotheses of what presses do, lists goals for what the tiles should show,
 * and plans presses towards them.
 */
export function createPanels(presses: PressTracker): Strategy {
  const book = createGoalBook<readonly number[]>(PANEL_GOALS);
  const prior: LevelPrior = { next: new Map(), erased: undefined };
  const kinds = createPressableKinds();
  const navigation = createCursorNavigation(presses);
  let level: PanelLevel | undefined;
  const plan = createPlanRunner<PlannedPress>();
  let vainLevels = 0;
  /** The action it proposed last. */
  let proposed: number | undefined;
  let progress = 0;

  const won = (on: PanelLevel, before: PanelState, pressable: number) => {
    const end = on.hypotheses.predict(before, pressable);
    if (!end) return;
    for (const goal of on.goals(before)) if (isMet(goal, end.values)) book.confirm(goal);
  };

  /** The next action on the way of a plan, or to find out something. */
  const next = (on: PanelLevel, panelState: PanelState): number | undefined => {
    const { board, hypotheses } = on;
    const { distance } = navigation;
    let open = navigation.destination();
    let steps = plan.steps;
    if (steps.length === 0 && open === undefined && hypotheses.changing.size > 0) {
      const goals = book.open(on.goals(panelState), panelState.values);
      const likely = goals.filter((goal, at) => at === 0 || book.isConfirmed(goal));
      steps = choosePlan(on, panelState, likely);
      if (steps.length === 0) open = hypotheses.unpredictedPress(panelState);
      if (steps.length === 0 && open === undefined) steps = choosePlan(on, panelState, goals);
      if (steps.some(({ pressable }) => navigation.isGivenUp(pressable))) steps = [];
    }
    plan.follow(nearestFirst(steps, panelState, distance, hypotheses.predict));
    const code = navigation.goTo(plan.propose()?.pressable ?? open);
    if (code !== undefined) return code;
    plan.drop();
    return navigation.goTo(nextProbe(board, hypotheses, kinds, panelState, distance, vainLevels));
  };

  return {
    name: "panels",

    begin(place, isNew) {
      plan.drop();
      if (isNew) {
        if (level) vainLevels = level.hypotheses.changing.size > 0 ? 0 : vainLevels + 1;
        level = takeUpPanelLevel(presses.board, place.view, prior);
        book.begin();
      }
      navigation.begin(isNew);
      level?.begin();
    },

    propose({ view }) {
      if (!level) return undefined;
      proposed = next(level, level.read(view, presses.covered));
      return proposed;
    },

    observe(step) {
      navigation.observe(step);
      if (!level) return;
      const { from, code, to } = step;
      const { pressed } = presses;
      const { board, hypotheses } = level;
      const isOwn = code === proposed;
      proposed = undefined;
      const before = level.read(from.view, presses.coveredBefore);
      if (typeof to === "number") {
        if (to === GOAL && pressed !== undefined) won(level, before, pressed);
        if (to === GOAL && isOwn) progress += 1;
        plan.drop();
        return;
      }
      if (pressed === undefined) {
        if (!areEqual(before.values, level.read(to.view, presses.covered).values)) plan.drop();
        return;
      }
      const known = hypotheses.predict(before, pressed);
      const after = level.learn(before, pressed, to.view, presses.covered);
      if (isOwn && !known && !areEqual(before.values, after.values)) progress += 1;
      kinds.note(kindOf(board, pressed), showsEffect(before, after));

      const planned = plan.carriedOut(
        (press) => press.pressable === pressed && areEqual(press.expected.values, after.values),
      );
      for (const goal of level.goals(after)) {
        if (!isMet(goal, after.values) || !book.refute(goal)) continue;
        if (isOwn && planned && plan.steps.length === 0) progress += 1;
      }
    },

    wantsTurn: false,

    get progress() {
      return progress;
    },
  };
}
