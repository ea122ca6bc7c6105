import type { Field, State } from "../../model/floor/floor-level.ts";
import { createRankQueue } from "../../planning/rank-queue.ts";

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

interface Node {
  readonly state: State;
  readonly steps: number;
  readonly from: Node | null;
  readonly key: number;
}

/** How many steps a square that is still unwanted weighs. */
const HASTE = 4;

/**
 * The keys that serve a purpose, best first within so many states; undefined where none were found. `isBarred`:
 * squares to keep away from after so many steps. `prunes`: whether squares may get out of reach.
 */
export function findWalk(
  field: Field,
  { unwanted, ends, avatar }: Purpose,
  limit: number,
  isBarred: (tile: number, steps: number) => boolean,
  prunes: boolean,
): Planned[] | undefined {
  const open = createRankQueue<Node>();
  const seen = new Set<string>();
  const count = (state: State): number => {
    let left = 0;
    for (let place = 0; place < field.active.length; place++) {
      if (unwanted.has(field.lookOf(state, place))) left += 1;
    }
    return left;
  };
  const put = (node: Node, left: number) => open.put(node, node.steps + HASTE * left);
  put({ state: field.start, steps: 0, from: null, key: -1 }, count(field.start));
  for (let looked = 0; looked < limit; ) {
    const node = open.take();
    if (!node) return undefined;
    const { state, steps } = node;
    const isEnd =
      node.from !== null &&
      (!ends || ends.has(state.tile)) &&
      (avatar === undefined || node.from.state.avatar === avatar);
    if (isEnd && count(state) === 0) return retrace(field, node);
    const name = `${state.tile} ${state.avatar} ${state.looks}`;
    if (seen.has(name)) continue;
    seen.add(name);
    looked += 1;
    if (prunes && !field.isWithinReach(state, unwanted)) continue;
    for (let key = 0; key < field.keys.length; key++) {
      const next = field.step(state, key);
      if (!next || isBarred(next.tile, steps + 1)) continue;
      put({ state: next, steps: steps + 1, from: node, key }, count(next));
    }
  }
  return undefined;
}

function retrace({ keys }: Field, end: Node): Planned[] {
  const planned: Planned[] = [];
  for (let node: Node | null = end; node?.from; node = node.from) {
    planned.push({ key: keys[node.key]?.key as number, state: node.state });
  }
  return planned.reverse();
}
