import { type Reached, type RouteStep, reach, routeTo } from "../../memory/route.ts";
import type { StateGraph, StateNode } from "../../memory/state-graph.ts";

/** What a reward is worth one action later. */
const DISCOUNT = 0.9;
/** The largest hope a state can have. */
const MAX_HOPE = 1.3;
/** States looked at once a first hope is found. */
const MAX_STATES = 400;

/** A state worth travelling to. */
export interface Frontier {
  /** Its hope, discounted by the way. */
  readonly value: number;
  readonly route: RouteStep[];
}

/** The best state to travel to from `start`, if one is worth more than `worth`. */
export function findFrontier(
  graph: StateGraph,
  start: StateNode,
  worth: number,
  hopeOf: (node: StateNode) => number,
): Frontier | undefined {
  let best = worth;
  let found: Reached | undefined;
  let states = 0;
  for (const reached of reach(graph, start)) {
    const discount = DISCOUNT ** reached.distance;
    if (discount * MAX_HOPE <= best || (best > 0 && ++states > MAX_STATES)) break;
    const value = reached.distance > 0 ? hopeOf(reached.node) * discount : 0;
    if (value > best) {
      best = value;
      found = reached;
    }
  }
  return found && { value: best, route: routeTo(found) };
}
