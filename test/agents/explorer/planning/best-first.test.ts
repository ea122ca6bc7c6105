import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestFirst, type Problem } from "../../../../src/agents/explorer/planning/best-first.ts";

const SIDE = 6;
const MOVES = [-SIDE, SIDE, -1, 1];

/** A walk through a room of walls and floor to a cell, an action being what is added to the cell's index. */
const walk = (walls: readonly boolean[], start: number, goal: number): Problem<number, number> => ({
  start,
  key: String,
  estimate: (at) =>
    Math.abs((at % SIDE) - (goal % SIDE)) +
    Math.abs(Math.floor(at / SIDE) - Math.floor(goal / SIDE)),
  successors: (at) =>
    MOVES.flatMap((action) => {
      const state = at + action;
      const isNext = Math.abs(action) > 1 || Math.floor(state / SIDE) === Math.floor(at / SIDE);
      return isNext && walls[state] === false ? [{ action, state, cost: 1 }] : [];
    }),
});

/** Steps to the goal by breadth-first search; undefined where it is walled off. */
function distance({ start, estimate, successors }: Problem<number, number>): number | undefined {
  const steps = new Map([[start, 0]]);
  for (const [at, count] of steps) {
    if (estimate(at) === 0) return count;
    for (const { state } of successors(at, 0)) {
      if (!steps.has(state)) steps.set(state, count + 1);
    }
  }
  return undefined;
}

const CELLS = SIDE * SIDE;
const rooms = fc.record({
  walls: fc.array(fc.boolean(), { minLength: CELLS, maxLength: CELLS }),
  start: fc.nat(CELLS - 1),
  goal: fc.nat(CELLS - 1),
});

describe("bestFirst", () => {
  it.each([
    ["first", "late"],
    ["last", "late"],
    ["last", "early"],
  ] as const)(
    "finds a shortest way where the estimate never is too high; ties %s, tests %s",
    (ties, tests) => {
      fc.assert(
        fc.property(rooms, ({ walls, start, goal }) => {
          fc.pre(start !== goal);
          const problem = { ...walk(walls, start, goal), ties, tests };
          const least = distance(problem);
          const found = bestFirst(problem, { left: 1_000 });
          expect(found.kind).toBe(least === undefined ? "none" : "found");
          if (found.kind !== "found") return;
          expect(found.path.reduce((at, action) => at + action, start)).toBe(goal);
          expect(found.path.length).toBe(least);
        }),
      );
    },
  );

  it("says that the budget was spent, and spends what states are priced at", () => {
    const room = walk(new Array(CELLS).fill(false), 0, CELLS - 1);
    const budget = { left: 6 };
    expect(bestFirst({ ...room, price: () => 3 }, budget).kind).toBe("budget");
    expect(budget.left).toBe(0);
    expect(bestFirst(room, { left: 100 }).kind).toBe("found");
  });

  it("leaves out states of infinite estimate, the start too", () => {
    const room = walk(new Array(CELLS).fill(false), 0, 2);
    const pruned = (cell: number) => (at: number) =>
      at === cell ? Number.POSITIVE_INFINITY : room.estimate(at);
    const found = bestFirst({ ...room, estimate: pruned(1) }, { left: 100 });
    expect(found).toEqual({ kind: "found", path: [SIDE, 1, 1, -SIDE] });
    expect(bestFirst({ ...room, estimate: pruned(0) }, { left: 100 }).kind).toBe("none");
  });

  it("asks what else a goal needs, with the state before", () => {
    const room = walk(new Array(CELLS).fill(false), 0, 1);
    const isGoal = (_: number, before: number | undefined) => before === 1 + SIDE;
    let name = 0;
    const found = bestFirst({ ...room, key: () => `${name++}`, isGoal }, { left: 100 });
    expect(found).toEqual({ kind: "found", path: [1, SIDE, -SIDE] });
  });

  it("takes the first or the last of equals", () => {
    const fork: Problem<string, string> = {
      start: "",
      key: (state) => state,
      estimate: (state) => 1 - state.length,
      successors: () => ["a", "b"].map((action) => ({ action, state: action, cost: 1 })),
    };
    const wayOf = (ties: "first" | "last") => bestFirst({ ...fork, ties }, { left: 9 });
    expect(wayOf("first")).toEqual({ kind: "found", path: ["a"] });
    expect(wayOf("last")).toEqual({ kind: "found", path: ["b"] });
  });

  it("expands states of one key as often as it may", () => {
    const next: Record<string, readonly string[]> = { "": ["dead end", "detour"], detour: ["end"] };
    const problem: Problem<string, string> = {
      start: "",
      key: (state) => (state === "detour" ? "dead end" : state),
      estimate: (state) => Number(state !== "end"),
      successors: (at) =>
        (next[at] ?? []).map((state) => ({
          action: state,
          state,
          cost: state === "detour" ? 2 : 1,
        })),
    };
    expect(bestFirst(problem, { left: 9 }).kind).toBe("none");
    expect(bestFirst({ ...problem, repeats: 2 }, { left: 9 })).toEqual({
      kind: "found",
      path: ["detour", "end"],
    });
  });
});
