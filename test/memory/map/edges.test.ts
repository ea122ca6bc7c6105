import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEdges, type Edges, NO_EDGE } from "../../../src/memory/map/edges.ts";

const changes = fc.array(
  fc.record({
    state: fc.nat({ max: 3 }),
    code: fc.nat({ max: 4 }),
    target: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: -2, max: 9 }) },
      fc.constant(undefined),
    ),
  }),
  { maxLength: 60, size: "max" },
);

function listOf(edges: Edges, state: number): [number, number][] {
  const list: [number, number][] = [];
  for (let edge = edges.first(state); edge !== NO_EDGE; edge = edges.next(edge)) {
    list.push([edges.code(edge), edges.target(edge)]);
  }
  return list;
}

describe("edges", () => {
  it("are kept per state in the order of adding, as maps would keep them", () => {
    fc.assert(
      fc.property(changes, (list) => {
        const edges = createEdges();
        const maps = Array.from({ length: 4 }, () => new Map<number, number>());
        for (const { state, code, target } of list) {
          const edge = edges.find(state, code);
          if (target === undefined) edges.remove(state, code);
          else if (edge === NO_EDGE) edges.add(state, code, target);
          else edges.redirect(edge, target);
          if (target === undefined) maps[state]?.delete(code);
          else maps[state]?.set(code, target);
        }
        maps.forEach((map, state) => {
          expect(listOf(edges, state)).toEqual([...map]);
          for (let code = 0; code < 5; code++) {
            expect(edges.find(state, code) !== NO_EDGE).toBe(map.has(code));
          }
        });
      }),
    );
  });

  it("hold many states and edges", () => {
    const edges = createEdges();
    for (let state = 0; state < 3_000; state++) {
      for (let code = 0; code < 4; code++) edges.add(state, code, state + code);
    }
    expect(edges.count()).toBe(12_000);
    expect(listOf(edges, 0)).toEqual([0, 1, 2, 3].map((code) => [code, code]));
    expect(listOf(edges, 2_999)).toEqual([0, 1, 2, 3].map((code) => [code, 2_999 + code]));
    expect(listOf(edges, 70_000)).toEqual([]);
  });
});
