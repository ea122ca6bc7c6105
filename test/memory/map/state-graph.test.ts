import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { reach } from "../../../src/memory/map/route.ts";
import {
  createStateGraph,
  DEATH,
  GOAL,
  type StateGraph,
  type StateNode,
} from "../../../src/memory/map/state-graph.ts";

const COUNT = 10;
const node = fc.nat({ max: COUNT - 1 });
const change = fc.oneof(
  fc.record({ at: node, value: fc.constantFrom(0, 0, 0, 0.5, undefined) }),
  fc.record({
    at: node,
    code: fc.nat({ max: 3 }),
    result: fc.oneof(node, node, fc.constantFrom(DEATH, GOAL)),
  }),
  fc.record({ at: node, forgotten: fc.nat({ max: 3 }) }),
  fc.record({ from: node }),
);

/** How far the nearest frontier is by plain breadth-first search. */
function distanceToFrontier(graph: StateGraph, start: StateNode): number | undefined {
  for (const { node, distance } of reach(graph, start))
    if (node.frontierValue !== 0) return distance;
  return undefined;
}

/** Follows a route through the graph. */
function follow(
  graph: StateGraph,
  start: StateNode,
  route: readonly { key: string; code: number }[],
) {
  return route.reduce((at, { key, code }) => {
    expect(at.key).toBe(key);
    return graph.nodes[graph.resultOf(at, code) ?? -1] as StateNode;
  }, start);
}

describe("the state graph", () => {
  it("knows a state by its key, and counts ids from 0", () => {
    const graph = createStateGraph();
    const [one, two] = [graph.meet("one"), graph.meet("two")];
    expect([one.id, two.id, graph.meet("one")]).toEqual([0, 1, one]);
    expect(graph.find("two")).toBe(two);
    expect(graph.find("three")).toBeUndefined();
    expect(graph.nodes).toEqual([one, two]);
  });

  it("keeps the latest result of an action until it is forgotten", () => {
    const graph = createStateGraph();
    const one = graph.meet("one");
    graph.setResult(one, 7, DEATH);
    graph.setResult(one, 7, GOAL);
    expect([graph.resultOf(one, 7), graph.resultOf(one, 8)]).toEqual([GOAL, undefined]);
    graph.forgetResult(one, 7);
    expect(graph.resultOf(one, 7)).toBeUndefined();
  });

  it("leads to the nearest frontier the shortest way, whatever was found or changed before", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 120, size: "max" }), (changes) => {
        const graph = createStateGraph();
        for (let id = 0; id < COUNT; id++) graph.setFrontierValue(graph.meet(`s${id}`), 0);
        const at = (id: number) => graph.nodes[id] as StateNode;
        for (const one of changes) {
          if ("value" in one) graph.setFrontierValue(at(one.at), one.value);
          if ("result" in one) graph.setResult(at(one.at), one.code, one.result);
          if ("forgotten" in one) graph.forgetResult(at(one.at), one.forgotten);
          if (!("from" in one)) continue;
          const start = at(one.from);
          const route = graph.routeToFrontier(start);
          expect(route?.length).toBe(distanceToFrontier(graph, start));
          if (route) expect(follow(graph, start, route).frontierValue).not.toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("still finds the nearest frontier after thousands of searches on a map that is explored", () => {
    const side = 20;
    const graph = createStateGraph();
    const random = createRandom("explore");
    const open = new Map<number, number[]>();
    const meet = (x: number, y: number) => {
      const met = graph.meet(`${x},${y}`);
      if (!open.has(met.id)) open.set(met.id, [0, 1, 2, 3]);
      return met;
    };
    const steps = [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const;
    const start = meet(side / 2, side / 2);
    for (;;) {
      const route = graph.routeToFrontier(start);
      expect(route?.length).toBe(distanceToFrontier(graph, start));
      if (route === undefined) break;
      const end = follow(graph, start, route);
      const [x, y] = end.key.split(",").map(Number) as [number, number];
      const left = open.get(end.id) as number[];
      const code = random.pick(left);
      const [dx, dy] = steps[code] as readonly [number, number];
      const inside = x + dx >= 0 && x + dx < side && y + dy >= 0 && y + dy < side;
      graph.setResult(end, code, inside ? meet(x + dx, y + dy).id : end.id);
      open.set(
        end.id,
        left.filter((other) => other !== code),
      );
      if (left.length === 1) graph.setFrontierValue(end, 0);
    }
    expect(graph.nodes).toHaveLength(side * side);
  });
});
