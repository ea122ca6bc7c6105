import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PanelGoal } from "../../../../../../src/agents/explorer/goals/panel-goal.ts";
import { cycleHypothesis } from "../../../../../../src/agents/explorer/model/presses/cycle-hypothesis.ts";
import type { Hypothesis } from "../../../../../../src/agents/explorer/model/presses/hypothesis.ts";
import type { PanelState } from "../../../../../../src/agents/explorer/model/presses/panel-state.ts";
import type { Tile } from "../../../../../../src/agents/explorer/perception/board.ts";
import { findPlan } from "../../../../../../src/agents/explorer/strategies/panels/find-plan.ts";
import { nearestFirst } from "../../../../../../src/agents/explorer/strategies/panels/nearest-first.ts";
import { pressEach } from "../../../../../../src/agents/explorer/strategies/panels/planned-press.ts";
import { solveCyclic } from "../../../../../../src/agents/explorer/strategies/panels/solve-cyclic.ts";
import { panelStateOf, plainBoard } from "../../../helpers/draw-board.ts";

const board = plainBoard(3, 3);

const goalOf = (wanted: readonly number[]): PanelGoal => ({
  kind: "test",
  id: "test",
  priorCost: 0,
  panel: 0,
  wanted,
  cost: (values) => wanted.filter((value, at) => value !== values[at]).length,
});

/** Tiles around the pressed one turn on, in a circle of so many colours. */
function plusColourCycle(colours: number) {
  const next = new Map(Array.from({ length: colours }, (_, at) => [at, (at + 1) % colours]));
  const reach = (pressable: number) => {
    const pressed = board.tiles[pressable] as Tile;
    return board.tiles.flatMap(({ panel, row, column }, tile) => {
      const off = Math.abs(row - pressed.row) + Math.abs(column - pressed.column);
      return panel === 0 && off <= 1 ? [tile] : [];
    });
  };
  return {
    cyclicColours: { next, reach },
    predict(panelState: PanelState, pressable: number) {
      const values = [...panelState.values];
      for (const tile of reach(pressable))
        values[tile] = next.get(values[tile] as number) as number;
      return { ...panelState, values };
    },
  };
}

const nine = (colours: number) =>
  fc.array(fc.integer({ min: 0, max: colours - 1 }), { minLength: 9, maxLength: 9 });

describe("solveCyclic", () => {
  const own = board.tilesIn(0);

  it("undoes any presses, whatever prime number of colours there is", () => {
    fc.assert(
      fc.property(fc.constantFrom(2, 3, 5), nine(2), nine(2), (colours, start, presses) => {
        const hypothesis = plusColourCycle(colours);
        let end: PanelState = panelStateOf(board, start);
        for (const [pressable, count] of presses.entries()) {
          for (let left = count; left > 0; left--)
            end = hypothesis.predict(end, pressable) as PanelState;
        }
        const goal = goalOf(end.values.slice(0, 9));
        const counts = solveCyclic(start, goal, own, hypothesis.cyclicColours);
        const from = panelStateOf(board, start);
        const plan = counts && pressEach(from, own, counts, hypothesis.predict);
        expect(goal.cost((plan?.at(-1)?.expected ?? from).values)).toBe(0);
      }),
    );
  });

  it("does not claim to solve what is no circle of a prime number", () => {
    const start = new Array(9).fill(0);
    const goal = goalOf([1, 1, 0, 1, 0, 0, 0, 0, 0]);
    const counts = (colours: number) =>
      solveCyclic(start, goal, own, plusColourCycle(colours).cyclicColours);
    expect(counts(2)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(counts(4)).toBeUndefined();
  });
});

describe("findPlan", () => {
  const hypotheses = [0, 1, 2].flatMap((line) => [
    cycleHypothesis(9 + 2 * line, [3 * line, 3 * line + 1, 3 * line + 2]),
    cycleHypothesis(10 + 2 * line, [line, line + 3, line + 6]),
  ]);
  const pressables = [9, 10, 11, 12, 13, 14];
  const predict = (panelState: PanelState, pressable: number) =>
    hypotheses[pressable - 9]?.predict(panelState, pressable);

  it("finds presses each of which does what it says, and which meet the goal", () => {
    const shuffles = fc.array(fc.constantFrom(...pressables), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(nine(3), shuffles, (values, shuffle) => {
        const start = panelStateOf(board, values);
        const end = shuffle.reduce((at, pressable) => predict(at, pressable) as PanelState, start);
        const goal = goalOf(end.values.slice(0, 9));
        fc.pre(goal.cost(start.values) > 0);
        const plan = findPlan(start, goal, pressables, predict, { left: 40_000 }) ?? [];
        let at = start;
        for (const { pressable, expected } of plan) {
          at = predict(at, pressable) as PanelState;
          expect(expected.values).toEqual(at.values);
        }
        expect(goal.cost(at.values)).toBe(0);
      }),
    );
  });

  it("spends no more than it may", () => {
    const budget = { left: 50 };
    const start = panelStateOf(board, [1, 1, 1, 1, 1, 1, 1, 1, 2]);
    expect(
      findPlan(start, goalOf(new Array(9).fill(5)), pressables, predict, budget),
    ).toBeUndefined();
    expect(budget.left).toBeGreaterThan(-pressables.length * 2);
  });
});

describe("nearestFirst", () => {
  const hypothesis = plusColourCycle(2);
  const start = panelStateOf(board, new Array(9).fill(0));
  const plan: { pressable: number; expected: PanelState }[] = [];
  for (const pressable of [0, 8, 4]) {
    const expected = hypothesis.predict(plan.at(-1)?.expected ?? start, pressable) as PanelState;
    plan.push({ pressable, expected });
  }

  it("begins with the nearest press and ends as planned", () => {
    const sorted = nearestFirst(
      plan,
      start,
      (pressable) => (pressable === 8 ? 1 : 5),
      hypothesis.predict,
    );
    expect(sorted.map(({ pressable }) => pressable)).toEqual([8, 0, 4]);
    expect(sorted.at(-1)?.expected.values).toEqual(plan.at(-1)?.expected.values);
  });

  it("keeps an order that matters", () => {
    const first = cycleHypothesis(0, [0, 1]);
    const second = cycleHypothesis(1, [1, 2]);
    const both = (at: PanelState, pressable: number) =>
      (pressable === 0 ? first : second).predict(at, pressable);
    const from = panelStateOf(board, [1, 2, 3, 1, 1, 1, 1, 1, 1]);
    const one = { pressable: 0, expected: both(from, 0) as PanelState };
    const two = { pressable: 1, expected: both(one.expected, 1) as PanelState };
    const kept = nearestFirst([one, two], from, (pressable) => (pressable === 1 ? 1 : 5), both);
    expect(kept.map(({ pressable }) => pressable)).toEqual([0, 1]);
  });
});

describe("findPlan for a goal about few colours", () => {
  // Two rings of twelve that share two tiles; each press turns one of them by a tile, one way or the other.
  const wide = plainBoard(5, 5);
  const one = [0, 1, 2, 3, 4, 9, 14, 13, 12, 11, 10, 5];
  const other = [10, 11, 12, 13, 14, 19, 24, 23, 22, 21, 20, 15];
  const hypotheses = [one, other].flatMap((tileCycle, at) => [
    cycleHypothesis(2 * at, tileCycle),
    cycleHypothesis(2 * at + 1, [...tileCycle].reverse()),
  ]);
  const predict = (panelState: PanelState, pressable: number) =>
    (hypotheses[pressable] as Hypothesis).predict(panelState, pressable);
  const start = panelStateOf(
    wide,
    wide.tiles.map((_, tile) => (tile === 2 ? 8 : tile === 22 ? 9 : tile % 5)),
  );
  const cost = (values: readonly number[]) => Number(values[20] !== 8) + Number(values[4] !== 9);
  const goal = { kind: "test", id: "test", priorCost: 0, panel: 0, cost };
  const pressables = [0, 1, 2, 3];

  it("looks at where those go, not at the rest, and predicts all the same what will show", () => {
    const [few, all] = [{ left: 15_000 }, { left: 15_000 }];
    const plan = findPlan(start, { ...goal, colours: new Set([8, 9]) }, pressables, predict, few);
    let panelState = start;
    for (const { pressable, expected } of plan ?? []) {
      panelState = predict(panelState, pressable) as PanelState;
      expect(expected.values).toEqual(panelState.values);
    }
    expect(cost(panelState.values)).toBe(0);
    findPlan(start, goal, pressables, predict, all);
    expect(few.left).toBeGreaterThan(all.left);
  });

  it("looks at all of them where the others decide what presses do", () => {
    // Only where tile 0 shows a 3 does a press do anything.
    const choosy = (panelState: PanelState, pressable: number) =>
      panelState.values[0] === 3
        ? predict(panelState, pressable)
        : { ...panelState, values: [3, ...panelState.values.slice(1)] };
    const near = { ...goal, cost: (values: readonly number[]) => Number(values[3] !== 8) };
    const plan = findPlan(start, { ...near, colours: new Set([8]) }, pressables, choosy, {
      left: 15_000,
    });
    expect(near.cost(plan?.at(-1)?.expected.values ?? [])).toBe(0);
  });
});
