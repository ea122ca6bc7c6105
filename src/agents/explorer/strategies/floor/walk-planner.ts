import { FLOOR_GOALS, type FloorGoal, listFloorGoals } from "../../goals/floor-goal.ts";
import { isMet } from "../../goals/goal.ts";
import { createGoalBook } from "../../goals/goal-book.ts";
import type { FloorModel } from "../../model/floor/floor-model.ts";
import type { Place } from "../../perception/place.ts";
import { findWalk, type PlannedStep } from "./find-walk.ts";
import { listTileProbes } from "./list-tile-probes.ts";
import { createSatisfiedGoal } from "./satisfied-goal.ts";

/** Plans walks for the goals of a level. */
export interface WalkPlanner {
  /** The level begins, or begins again. */
  begin(isNew: boolean): void;
  /** The number of its goals, the tile probes counted as one. */
  countGoals(): number;
  /** To a landmark while a goal is satisfied, else a goal that is open, else a tile probe; no steps where none leads on. */
  plan(available: readonly number[]): readonly PlannedStep[];
  /** Whether a plan leads from where the level began to one of its goals. */
  leadsFromStart(available: readonly number[]): boolean;
  /** The model has learned from a step. `isEnd`: of a plan. Returns whether a goal is met that was not met before. */
  judge(isEnd: boolean): boolean;
  /** A key ended the level: the goals that it should have met are confirmed. */
  confirm(place: Place, key: number): void;
}

/** Goals that are planned for before one action. */
const MAX_TRIES = 2;

/** Plans in a model. What was learned about kinds of goals holds for all levels. */
export function createWalkPlanner(model: FloorModel): WalkPlanner {
  const book = createGoalBook<readonly number[]>(FLOOR_GOALS);
  const satisfied = createSatisfiedGoal(model);
  /** The goal that the latest plan is for. */
  let planGoal: FloorGoal | undefined;
  /** The goals and the looks as the model stood when it was asked last. */
  let { looks } = model.now;
  let goals: readonly FloorGoal[] = [];

  const update = () => {
    looks = model.now.looks;
    goals = listFloorGoals(model.rule, looks);
  };
  /** The goals that are open and not met where tiles look like this. */
  const goalsAt = (then: readonly number[]) =>
    book.open(listFloorGoals(model.rule, then), then).filter((goal) => !isMet(goal, then));

  return {
    begin(isNew) {
      if (isNew) book.begin();
      satisfied.drop();
      update();
    },
    countGoals: () => goals.length + Number(listTileProbes(model).length > 0),
    plan(available) {
      planGoal = undefined;
      const level = model.layOut(available);
      if (!level) return [];
      if (satisfied.goal) {
        const steps = satisfied.visit(level);
        if (steps.length > 0) return steps;
        book.refute(satisfied.goal);
        satisfied.drop();
      }
      for (const goal of goalsAt(looks).slice(0, MAX_TRIES)) {
        const steps = findWalk(model, level, goal);
        if (!steps) continue;
        planGoal = goal;
        return steps;
      }
      for (const { tile, appearance } of listTileProbes(model)) {
        const subgoal = { unwanted: new Set<number>(), ends: new Set([tile]), appearance };
        const steps = findWalk(model, level, subgoal);
        if (steps) return steps;
      }
      return [];
    },
    leadsFromStart(available) {
      const { levelStart } = model;
      if (!levelStart) return goalsAt(looks).length > 0;
      const level = model.layOut(available, levelStart);
      if (!level) return false;
      const starting = goalsAt(levelStart.looks).slice(0, MAX_TRIES);
      return starting.some((goal) => findWalk(model, level, goal) !== undefined);
    },
    judge(isEnd) {
      const [then, before] = [looks, goals];
      update();
      satisfied.check();
      // A plan at whose end its goal is not met was made in vain.
      if (planGoal && isEnd && !isMet(planGoal, looks)) book.tried(planGoal);
      const met = book.open(before, then).find((goal) => !isMet(goal, then) && isMet(goal, looks));
      if (met) {
        book.tried(met);
        satisfied.begin(met, then);
      }
      satisfied.arrive();
      return met !== undefined;
    },
    confirm({ frame: { availableActions } }, key) {
      const level = model.layOut(availableActions);
      const index = level?.keys.findIndex((one) => one.key === key) ?? -1;
      const end = index < 0 ? undefined : level?.step(level.start, index);
      if (!level || !end) return;
      const now = level.active.map((_, at) => level.lookOf(end, at));
      const left = listFloorGoals(model.rule, now).filter((goal) => !isMet(goal, now));
      const unmet = new Set(left.map(({ id }) => id));
      for (const goal of goals) if (!unmet.has(goal.id)) book.confirm(goal);
    },
  };
}
