import { describe, expect, it } from "vitest";
import type { Goal } from "../../../../src/agents/explorer/goals/box-goal.ts";
import { createGoalBook } from "../../../../src/agents/explorer/goals/box-goal-book.ts";
import { spotCode } from "../../../../src/agents/explorer/perception/sprite.ts";

const SPOT = { x: 4, y: 4 };
const goal = (id: string, score: number, spot = SPOT): Goal => ({
  id,
  score,
  wants: [{ boxes: [0], spots: new Set([spotCode(spot)]) }],
});
const idsOf = (goals: readonly Goal[]) => goals.map(({ id }) => id);

describe("the goal book", () => {
  it("puts what ended a level before what looks better", () => {
    const book = createGoalBook();
    const goals = [goal("good", 3), goal("proven", 0), goal("elsewhere", 1, { x: 0, y: 0 })];
    book.confirm([goals[1] as Goal, goals[2] as Goal], [{ spot: SPOT }]);
    expect(idsOf(book.open(goals))).toEqual(["proven", "good", "elsewhere"]);
  });

  it("drops what was met in vain for the level, what ended levels only after the third time", () => {
    const book = createGoalBook();
    const [good, proven] = [goal("good", 3), goal("proven", 0)];
    book.confirm([proven], [{ spot: SPOT }]);
    book.refute(good);
    book.refute(proven);
    book.refute(proven);
    expect(idsOf(book.open([good, proven]))).toEqual(["proven"]);
    book.refute(proven);
    expect(book.open([good, proven])).toEqual([]);
    book.begin();
    expect(book.open([good, proven])).toHaveLength(2);
  });
});
