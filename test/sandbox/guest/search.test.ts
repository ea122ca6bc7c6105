import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { astar, bfs, type Problem } from "../../../src/sandbox/guest/search.ts";

type Spot = [number, number];
const WAYS = { 1: [0, -1], 2: [0, 1], 3: [-1, 0], 4: [1, 0] } as const;
type Way = keyof typeof WAYS;

/** A walk through a maze from its first cell to its last. */
function maze(rows: readonly string[]): Problem<Spot, Way> {
  const [width, height] = [rows[0]?.length ?? 0, rows.length];
  return {
    start: [0, 0],
    actions: () => [1, 2, 3, 4],
    step: ([x, y], way) => {
      const to: Spot = [x + WAYS[way][0], y + WAYS[way][1]];
      return rows[to[1]]?.[to[0]] === "." ? to : null;
    },
    goal: ([x, y]) => x === width - 1 && y === height - 1,
    h: ([x, y]) => width - 1 - x + height - 1 - y,
  };
}

const mazes = fc
  .array(fc.array(fc.constantFrom(".", ".", "#"), { minLength: 6, maxLength: 6 }), {
    minLength: 6,
    maxLength: 6,
  })
  .map((rows) => maze(rows.map((row) => row.join(""))));

describe("the search", () => {
  it("finds a way as short as breadth-first search does, by states that follow from one another", () => {
    fc.assert(
      fc.property(mazes, (problem) => {
        const [best, wide] = [astar(problem), bfs(problem)];
        expect(best.path?.length).toBe(wide.path?.length);
        expect(best.isExhausted).toBe(best.path === undefined);
        let state: Spot | null | undefined = problem.start;
        for (const [at, way] of (best.path ?? []).entries()) {
          state = problem.step(state as Spot, way);
          expect(state).toEqual(best.states[at]);
        }
        if (best.path) expect(problem.goal(state as Spot)).toBe(true);
      }),
    );
  });

  it("finds a longer way sooner where the bound counts more", () => {
    const open = maze(Array.from({ length: 30 }, () => ".".repeat(30)));
    const vague = { ...open, h: (state: Spot) => (open.h?.(state) ?? 0) / 2 };
    const [exact, hasty] = [astar(vague), astar({ ...vague, weight: 5 })];
    expect(exact.path).toHaveLength(58);
    expect(hasty.path?.length).toBeLessThanOrEqual(5 * 58);
    expect(hasty.expanded).toBeLessThan(exact.expanded / 4);
  });

  it("stops at its limit without claiming that there is no way", () => {
    const { path, expanded, isExhausted } = astar({
      start: 0,
      actions: () => [1],
      step: (state: number) => state + 1,
      goal: () => false,
      limit: 100,
    });
    expect([path, expanded, isExhausted]).toEqual([undefined, 101, false]);
  });

  it("knows equal states by the key that it is given", () => {
    const { isExhausted, expanded } = astar({
      start: { at: 0, noise: 0 },
      actions: () => [1, 2],
      step: ({ at, noise }, way: number) => ({ at: (at + way) % 5, noise: noise + 1 }),
      goal: () => false,
      key: ({ at }) => at,
    });
    expect([isExhausted, expanded]).toEqual([true, 5]);
  });

  it("leaves out states of which the bound says that no way leads on", () => {
    const { isExhausted, expanded } = astar({
      start: 0,
      actions: () => [1, 2],
      step: (state, way: number) => state * 2 + way,
      goal: () => false,
      h: (state) => (state > 20 ? Number.POSITIVE_INFINITY : 0),
    });
    expect(isExhausted).toBe(true);
    expect(expanded).toBe(21);
  });

  it("takes a start that is a goal as a way of no actions", () => {
    expect(bfs({ start: 1, actions: () => [1], step: () => 2, goal: () => true }).path).toEqual([]);
  });
});
