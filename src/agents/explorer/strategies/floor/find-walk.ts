import type { FloorLevel, FloorState } from "../../model/floor/floor-level.ts";
import type { FloorModel } from "../../model/floor/floor-model.ts";
import { bestFirst, type Problem } from "../../planning/best-first.ts";

/** A key and the state that it should lead to. */
export interface PlannedStep {
  readonly key: number;
  readonly state: FloorState;
}

/** The end of a walk: no active tile has an unwanted look. */
export interface Subgoal {
  readonly unwanted: ReadonlySet<number>;
  /** Where it may end; anywhere if it is not given. */
  readonly ends?: ReadonlySet<number>;
  /** The appearance that the avatar should have as it comes there. */
  readonly appearance?: number;
}

/** The parts of a floor model that a walk depends on besides the level. */
export type WalkModel = Pick<FloorModel, "meetsHazard"> & {
  readonly rule: { readonly closes: boolean };
};

/** States of one search. */
const MAX_STATES = 3_000;
/** How many steps a tile that is still unwanted weighs (weighted A*). */
const HEURISTIC_WEIGHT = 4;

/**
 * The keys that reach a subgoal and keep away from hazards; undefined where none were found within so many
 * states. Where steps may close tiles, states from which unwanted ones are out of reach are pruned.
 */
export function findWalk(
  { meetsHazard, rule }: WalkModel,
  level: FloorLevel,
  { unwanted, ends, appearance }: Subgoal,
  limit = MAX_STATES,
): readonly PlannedStep[] | undefined {
  const problem: Problem<FloorState, PlannedStep> = {
    start: level.start,
    key: level.keyOf,
    estimate(state) {
      let left = 0;
      for (let place = 0; place < level.active.length; place++) {
        if (unwanted.has(level.lookOf(state, place))) left += 1;
      }
      return HEURISTIC_WEIGHT * left;
    },
    isGoal: ({ tile }, before) =>
      before !== undefined &&
      (!ends || ends.has(tile)) &&
      (appearance === undefined || before.appearance === appearance),
    successors(state, steps) {
      if (rule.closes && !level.areReachable(state, unwanted)) return [];
      return level.keys.flatMap(({ key }, index) => {
        const next = level.step(state, index);
        if (!next || meetsHazard(next.tile, steps + 1)) return [];
        return [{ action: { key, state: next }, state: next, cost: 1 }];
      });
    },
  };
  const found = bestFirst(problem, { left: limit });
  return found.kind === "found" ? found.path : undefined;
}
