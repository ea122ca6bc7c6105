import { type Spot, spotCode } from "../../perception/sprite.ts";
import type { MoveGraph } from "./move-graph.ts";

/** A spot that the avatar can probably reach. */
export interface Reachable {
  readonly spot: Spot;
  readonly distance: number;
  readonly from: Reachable | null;
  /** The key that leads here from there; 0 for its present spot. */
  readonly key: number;
  /** The keys that are deadly there at that time; STAY if not to move is. */
  readonly unsafe?: ReadonlySet<number>;
}

/** Reachable spots by their codes, the nearest first. */
export type ReachableSpots = ReadonlyMap<number, Reachable>;

/** Stands for any key that does not move the avatar. */
export const STAY = -1;

/** Spots of one search. */
const MAX_SPOTS = 4_096;

/** Breadth-first search of the move graph, given up past `limit` spots. The first spot is the start. */
export function findReachableSpots(
  start: Spot,
  moveGraph: MoveGraph,
  limit = MAX_SPOTS,
): Map<number, Reachable> {
  const first: Reachable = { spot: start, distance: 0, from: null, key: 0 };
  const found = new Map([[spotCode(start), first]]);
  const queue = [first];
  for (let head = 0; head < queue.length && found.size <= limit; head++) {
    const here = queue[head] as Reachable;
    for (const { spot, code, key } of moveGraph(here.spot)) {
      if (found.has(code)) continue;
      const next: Reachable = { spot, distance: here.distance + 1, from: here, key };
      found.set(code, next);
      queue.push(next);
    }
  }
  return found;
}

/** The keys that lead to a spot. */
export function keysTo(reachable: Reachable): number[] {
  const keys: number[] = [];
  for (let at: Reachable | null = reachable; at?.from; at = at.from) keys.push(at.key);
  return keys.reverse();
}
