import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reach, routeTo, routeToGoal } from "../../src/memory/route.ts";
import { createStateGraph, DEATH, GOAL, type StateGraph } from "../../src/memory/state-graph.ts";

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
  for (const { from, code, to } of list) graph.nodes[from]?.edges.set(code, to);
  return graph;
}

/** Distances from node 0 by relaxing every edge often enough; GOAL and DEATH count as places. */
function distances(graph: StateGraph): Map<number, number> {
  const found = new Map([[0, 0]]);
  for (let round = 0; round <= COUNT; round++) {
    for (const { id, edges } of graph.nodes) {
      const here = found.get(id);
      if (here === undefined) continue;
      for (const to of edges.values()) {
        found.set(to, Math.min(found.get(to) ?? Number.POSITIVE_INFINITY, here + 1));
      }
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
        for (const reached of all) {
          let at = start;
          for (const { key, code } of routeTo(reached)) {
            expect(at.key).toBe(key);
            at = graph.nodes[at.edges.get(code) ?? -1] ?? start;
          }
          expect(at).toBe(reached.node);
          expect(routeTo(reached)).toHaveLength(reached.distance);
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
        if (last) expect(graph.find(last.key)?.edges.get(last.code)).toBe(GOAL);
      }),
    );
  });
});
