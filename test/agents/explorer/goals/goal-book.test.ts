import { describe, expect, it } from "vitest";
import type { Goal } from "../../../../src/agents/explorer/goals/goal.ts";
import { createGoalBook } from "../../../../src/agents/explorer/goals/goal-book.ts";

/** A goal whose cost in a state is that many units away from the state. */
const goal = (id: string, priorCost: number, kind = id, wanted = 0): Goal<number> => ({
  id,
  kind,
  priorCost,
  cost: (state) => Math.abs(wanted - state),
});
const idsOf = (goals: readonly Goal<number>[]) => goals.map(({ id }) => id);

const OPTIONS = {
  distance: 1,
  prior: 3,
  doubt: 6,
  proof: 100,
  maxProofs: 1,
  maxVain: 1,
  maxVainConfirmed: 3,
  maxTries: 2,
};

describe("the goal book", () => {
  it("weighs what a goal costs now against how likely it looked", () => {
    const book = createGoalBook<number>(OPTIONS);
    const goals = [goal("near", 1, "near", 5), goal("likely", 0, "likely", 0)];
    expect(idsOf(book.open(goals, 5))).toEqual(["near", "likely"]);
    expect(idsOf(book.open(goals, 3))).toEqual(["likely", "near"]);
  });

  it("puts what ended a level before what looks better, however often if more proofs count", () => {
    const goals = [goal("good", 0), goal("proven", 9), goal("twice", 10)];
    for (const [maxProofs, order] of [
      [1, ["proven", "twice", "good"]],
      [2, ["twice", "proven", "good"]],
    ] as const) {
      const book = createGoalBook<number>({ ...OPTIONS, maxProofs });
      for (const at of [1, 2, 2]) book.confirm(goals[at] as Goal<number>);
      expect(idsOf(book.open(goals, 0))).toEqual(order);
    }
  });

  it("drops what was met in vain for the level, what ended levels only after the third time", () => {
    const book = createGoalBook<number>(OPTIONS);
    const [good, proven] = [goal("good", 0), goal("proven", 9)];
    book.confirm(proven);
    expect([good, proven, proven].map(book.refute)).toEqual([true, true, true]);
    expect(idsOf(book.open([good, proven], 0))).toEqual(["proven"]);
    expect([good, proven].map(book.refute)).toEqual([false, true]);
    expect(book.open([good, proven], 0)).toEqual([]);
    book.begin();
    expect(book.open([good, proven], 0)).toHaveLength(2);
  });

  it("doubts the kind of what was met in vain, on the next level too", () => {
    const book = createGoalBook<number>(OPTIONS);
    book.refute(goal("one", 0, "doubted"));
    book.begin();
    expect(idsOf(book.open([goal("two", 0, "doubted"), goal("other", 1)], 0))).toEqual([
      "other",
      "two",
    ]);
  });

  it("drops what was tried too often for the level", () => {
    const book = createGoalBook<number>(OPTIONS);
    const tried = goal("tried", 0);
    book.tried(tried);
    expect(book.open([tried], 0)).toHaveLength(1);
    book.tried(tried);
    expect(book.open([tried], 0)).toEqual([]);
    book.begin();
    expect(book.open([tried], 0)).toHaveLength(1);
  });
});
