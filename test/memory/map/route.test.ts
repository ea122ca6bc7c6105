import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reach, routeToGoal } from "../../../src/memory/map/route.ts";
import {
  createStateGraph,
  DEATH,
  GOAL,
  type StateGraph,
} from "../../../src/memory/map/state-graph.ts";

const COUNT = 8;
const edges = fc.array(
  fc.record({
    from: fc.nat({ max: COUNT - 1 }),
    code: fc.nat({ max: 5 }),
    to: fc.oneof(fc.nat({ max: COUNT - 1 }), fc.constantFrom(GOAL, DEATH)),
  }),
  { maxLength: 24 },
);

function build(list: { from: number; code: number; to: number }[]): StateGraph {
  const graph = createStateGraph();
  for (let id = 0; id < COUNT; id++) graph.meet(`s${id}`);
  for (const { from, code, to } of list) graph.setResult(graph.meet(`s${from}`), code, to);
  return graph;
}

const resultOf = (graph: StateGraph, key: string, code: number) =>
  graph.resultOf(graph.meet(key), code);

/** Distances from node 0 by relaxing every edge often enough; GOAL and DEATH count as places. */
function distances(graph: StateGraph): Map<number, number> {
  const found = new Map([[0, 0]]);
  for (let round = 0; round <= COUNT; round++) {
    for (const node of graph.nodes) {
      const here = found.get(node.id);
      if (here === undefined) continue;
      graph.eachResult(node, (_, to) => {
        found.set(to, Math.min(found.get(to) ?? Number.POSITIVE_INFINITY, here + 1));
      });
    }
  }
  return found;
}

describe("routes", () => {
  it("reach every state by a shortest way that really leads there", () => {
    fc.assert(
      fc.property(edges, (list) => {
        const graph = build(list);
        const expected = distances(graph);
        const start = graph.nodes[0];
        if (!start) throw new Error("no start");
        const all = [...reach(graph, start)];
        expect(new Map(all.map(({ node, distance }) => [node.id, distance]))).toEqual(
          new Map([...expected].filter(([id]) => id >= 0)),
        );
        for (const { node, distance, route } of all) {
          let at = start;
          for (const { key, code } of route()) {
            expect(at.key).toBe(key);
            at = graph.nodes[resultOf(graph, key, code) ?? -1] ?? start;
          }
          expect(at).toBe(node);
          expect(route()).toHaveLength(distance);
        }
      }),
    );
  });

  it("lead to the goal the shortest way, if there is one", () => {
    fc.assert(
      fc.property(edges, (list) => {
        const graph = build(list);
        const start = graph.nodes[0];
        const route = start && routeToGoal(graph, start);
        expect(route?.length).toBe(distances(graph).get(GOAL));
        const last = route?.at(-1);
        if (last) expect(resultOf(graph, last.key, last.code)).toBe(GOAL);
      }),
    );
  });
});
