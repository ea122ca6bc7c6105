import { describe, expect, it } from "vitest";
import { findFrontier } from "../../../../../src/agents/explorer/strategies/search/frontier.ts";
import { createStateGraph } from "../../../../../src/memory/map/state-graph.ts";

/** A chain of states `0 → 1 → 2 …`, each with a frontier value. */
function chain(values: readonly number[]) {
  const graph = createStateGraph();
  const nodes = values.map((value, at) => {
    const node = graph.meet(String(at));
    graph.setFrontierValue(node, value);
    return node;
  });
  nodes.forEach((node, at) => {
    if (at + 1 < nodes.length) graph.setResult(node, 1, at + 1);
  });
  const [start] = nodes;
  if (!start) throw new Error("an empty chain");
  return (worth: number) => findFrontier(graph, start, worth, (node) => node.frontierValue ?? 0);
}

describe("findFrontier", () => {
  it("discounts a value by the way to it", () => {
    const find = chain([0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0.6]);
    expect(find(0)).toEqual([{ key: "0", code: 1 }]);
    const far = chain([0, 0.1, 0, 0.9]);
    expect(far(0)).toHaveLength(3);
  });

  it("stays when what is at hand is worth as much", () => {
    expect(chain([0, 0.5])(0.45)).toBeUndefined();
    expect(chain([0, 0.5])(0.44)).toBeDefined();
  });

  it("finds the only frontier state however far it is", () => {
    for (const distance of [2_000, 5_000]) {
      expect(chain([...Array(distance).fill(0), 0.5])(0)).toHaveLength(distance);
    }
  });

  it("finds nothing where nothing is left", () => {
    expect(chain([1, 0, 0])(0)).toBeUndefined();
  });
});
