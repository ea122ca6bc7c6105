import type { Field, State } from "../../model/floor/floor-level.ts";
import { bestFirst, type Problem } from "../../planning/best-first.ts";

/** A key and what it should lead to. */
export interface Planned {
  readonly key: number;
  readonly state: State;
}

/** What a walk is for: no active square shows an unwanted look at its end. */
export interface Purpose {
  readonly unwanted: ReadonlySet<number>;
  /** Where it may end; anywhere if it is not given. */
  readonly ends?: ReadonlySet<number>;
  /** What the avatar should look like as it comes there. */
  readonly avatar?: number;
}

/** How many steps a square that is still unwanted weighs. */
const HASTE = 4;

/**
 * The keys that serve a purpose; undefined where none were found within so many states. `isBarred`: squares
 * to keep away from after so many steps. `prunes`: whether squares may get out of reach.
 */
export function findWalk(
  field: Field,
  { unwanted, ends, avatar }: Purpose,
  limit: number,
  isBarred: (tile: number, steps: number) => boolean,
  prunes: boolean,
): readonly Planned[] | undefined {
  const problem: Problem<State, Planned> = {
    start: field.start,
    key: field.keyOf,
    estimate(state) {
      let left = 0;
      for (let place = 0; place < field.active.length; place++) {
        if (unwanted.has(field.lookOf(state, place))) left += 1;
      }
      return HASTE * left;
    },
    isGoal: ({ tile }, before) =>
      before !== undefined &&
      (!ends || ends.has(tile)) &&
      (avatar === undefined || before.avatar === avatar),
    successors(state, steps) {
      if (prunes && !field.isWithinReach(state, unwanted)) return [];
      return field.keys.flatMap(({ key }, index) => {
        const next = field.step(state, index);
        if (!next || isBarred(next.tile, steps + 1)) return [];
        return [{ action: { key, state: next }, state: next, cost: 1 }];
      });
    },
  };
  const found = bestFirst(problem, { left: limit });
  return found.kind === "found" ? found.path : undefined;
}
