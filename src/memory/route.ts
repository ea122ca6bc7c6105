import { GOAL, type StateGraph, type StateNode } from "./state-graph.ts";

/** A node found by `reach`, and how. */
export interface Reached {
  readonly node: StateNode;
  /** Actions from the starting node. */
  readonly distance: number;
  /** The action that led here and the node it was taken in; null for the starting node. */
  readonly from: { readonly reached: Reached; readonly code: number } | null;
}

/** One action of a route and the state it is taken in. */
export interface RouteStep {
  readonly key: string;
  readonly code: number;
}

/** Every node that known edges lead to, the starting node first, nearest first. */
export function* reach(graph: StateGraph, start: StateNode): Generator<Reached, void> {
  const seen = new Set([start.id]);
  const queue: Reached[] = [{ node: start, distance: 0, from: null }];
  for (let head = 0; head < queue.length; head++) {
    const reached = queue[head] as Reached;
    yield reached;
    for (const [code, target] of reached.node.edges) {
      const node = graph.nodes[target];
      if (node === undefined || seen.has(target)) continue;
      seen.add(target);
      queue.push({ node, distance: reached.distance + 1, from: { reached, code } });
    }
  }
}

/** The actions that lead from the starting node to `reached`. */
export function routeTo(reached: Reached): RouteStep[] {
  const steps: RouteStep[] = [];
  for (let at = reached.from; at !== null; at = at.reached.from) {
    steps.push({ key: at.reached.node.key, code: at.code });
  }
  return steps.reverse();
}

/** The shortest known route that finishes the level, its last action included. */
export function routeToGoal(graph: StateGraph, start: StateNode): RouteStep[] | undefined {
  for (const reached of reach(graph, start)) {
    for (const [code, target] of reached.node.edges) {
      if (target === GOAL) return [...routeTo(reached), { key: reached.node.key, code }];
    }
  }
  return undefined;
}
