import { expect, it } from "vitest";
import { createStepCounter } from "../../src/training/step-counter.ts";

/** A counter, and how to tell it of a step that is billed. */
function setUp() {
  const bill = { actions: 0 };
  const counter = createStepCounter(bill);
  const act = (levels: number) => {
    bill.actions += 1;
    return counter.count({ billed: 1, startsPlay: false }, levels);
  };
  const begin = () => counter.count({ billed: 0, startsPlay: true }, 0);
  return { bill, counter, act, begin };
}

it("counts on a level from its start, level restarts included, and anew in another play", () => {
  const { act, begin } = setUp();
  const steps = [begin(), act(0), act(0), act(1), act(1), begin(), act(0)];
  expect(steps.map(({ index }) => index)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(steps.map(({ actionsOnLevel }) => actionsOnLevel)).toEqual([0, 1, 2, 3, 1, 0, 1]);
});

it("puts steps whose replies were lost on the level of the next one", () => {
  const { act, begin, bill } = setUp();
  begin();
  act(0);
  bill.actions += 2;
  expect(act(1).actionsOnLevel).toBe(4);
  expect(act(1).actionsOnLevel).toBe(1);
});

it("does not count what the server refused", () => {
  const { act, begin, counter } = setUp();
  begin();
  act(0);
  const refused = { index: 3, billed: 0, startsPlay: false, actionsOnLevel: 1 };
  expect(counter.refused()).toEqual(refused);
  expect(act(0)).toMatchObject({ index: 3, actionsOnLevel: 2 });
});
