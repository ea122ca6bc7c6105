import { GOAL, type RouteStep, type StateGraph, type StateNode } from "./state-graph.ts";

/** A node found by `reach`, and how. */
export interface Reached {
  readonly node: StateNode;
  /** Actions from the starting node. */
  readonly distance: number;
  /** The actions that lead here from the starting node, as long as the walk goes on. */
  route(): RouteStep[];
}

/** Every node that known edges lead to, the starting node first, nearest first. */
export function* reach(graph: StateGraph, start: StateNode): Generator<Reached, void> {
  // A bit per node: light enough to be made anew for a walk of a few steps on a large graph.
  const seen = new Uint32Array((graph.nodes.length >> 5) + 1);
  const isNew = (id: number) => {
    const word = seen[id >> 5] as number;
    const bit = 1 << (id & 31);
    seen[id >> 5] = word | bit;
    return (word & bit) === 0;
  };
  // In the order of meeting: the node, its distance, and the place in this order it was met from, by which action.
  const ids = [start.id];
  const distances = [0];
  const origins = [-1];
  const codes = [-1];
  const nodeAt = (place: number) => graph.nodes[ids[place] as number] as StateNode;
  const routeTo = (end: number) => {
    const steps: RouteStep[] = [];
    for (let place = end; place > 0; ) {
      const code = codes[place] as number;
      place = origins[place] as number;
      steps.push({ key: nodeAt(place).key, code });
    }
    return steps.reverse();
  };

  isNew(start.id);
  for (let place = 0; place < ids.length; place++) {
    const node = nodeAt(place);
    const distance = distances[place] as number;
    yield { node, distance, route: () => routeTo(place) };
    graph.eachResult(node, (code, result) => {
      if (result < 0 || !isNew(result)) return;
      ids.push(result);
      distances.push(distance + 1);
      origins.push(place);
      codes.push(code);
    });
  }
}

/** The shortest known route that finishes the level, its last action included. */
export function routeToGoal(graph: StateGraph, start: StateNode): RouteStep[] | undefined {
  for (const { node, route } of reach(graph, start)) {
    let last: number | undefined;
    graph.eachResult(node, (code, result) => {
      if (result === GOAL) last ??= code;
    });
    if (last !== undefined) return [...route(), { key: node.key, code: last }];
  }
  return undefined;
}
