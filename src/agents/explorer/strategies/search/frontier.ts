import { type Reached, reach } from "../../../../memory/map/route.ts";
import type { RouteStep, StateGraph, StateNode } from "../../../../memory/map/state-graph.ts";

/** What a reward is worth one action later. */
const DISCOUNT = 0.9;
/** The largest value a frontier state can have. */
const MAX_VALUE = 1.3;
/** States looked at once a first frontier state is found. */
const MAX_STATES = 400;
/** States looked at for a first one; past that the nearest one, wherever it is, is good enough. */
const MAX_NEAR = 3_000;

/**
 * The way from `start` to the state most worth travelling to: the largest frontier value, discounted by
 * the way. Undefined when none is worth more than `worth`.
 */
export function findFrontier(
  graph: StateGraph,
  start: StateNode,
  worth: number,
  frontierValueOf: (node: StateNode) => number,
): RouteStep[] | undefined {
  let best = worth;
  let found: Reached | undefined;
  let near = 0;
  let states = 0;
  for (const reached of reach(graph, start)) {
    const discount = DISCOUNT ** reached.distance;
    if (discount * MAX_VALUE <= best || (best > 0 && ++states > MAX_STATES)) break;
    if (best === 0 && ++near > MAX_NEAR) return graph.routeToFrontier(start);
    const value = reached.distance > 0 ? frontierValueOf(reached.node) * discount : 0;
    if (value > best) {
      best = value;
      found = reached;
    }
  }
  return found?.route();
}
