import type { FloorLevel, FloorState } from "../../model/floor/floor-level.ts";
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

/** How many steps a tile that is still unwanted weighs (weighted A*). */
const HEURISTIC_WEIGHT = 4;

/**
 * The keys that reach a subgoal; undefined where none were found within so many states. `meetsHazard`: whether a
 * hazard is on a tile after so many steps. `prunes`: whether tiles may get out of reach.
 */
export function findWalk(
  level: FloorLevel,
  { unwanted, ends, appearance }: Subgoal,
  limit: number,
  meetsHazard: (tile: number, steps: number) => boolean,
  prunes: boolean,
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
      if (prunes && !level.areReachable(state, unwanted)) return [];
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
