import { describe, expect, it } from "vitest";
import { createPlanRunner } from "../../../../src/agents/explorer/strategies/plan-runner.ts";

const is = (code: number) => (step: number) => step === code;

describe("the plan runner", () => {
  it("goes on while the actions are the steps it proposed", () => {
    const plan = createPlanRunner<number>();
    expect(plan.propose()).toBeUndefined();
    plan.follow([3, 1, 2]);
    for (const step of [3, 1, 2]) {
      expect(plan.propose()).toBe(step);
      // Asked once more, it proposes the same.
      expect(plan.propose()).toBe(step);
      expect(plan.carriedOut(is(step))).toBe(step);
    }
    expect(plan.propose()).toBeUndefined();
  });

  it("drops the plan at another action, and at a step that it did not propose", () => {
    const plan = createPlanRunner<number>();
    plan.follow([3, 1]);
    plan.propose();
    expect(plan.carriedOut(is(1))).toBeUndefined();
    expect(plan.steps).toEqual([]);
    plan.follow([3, 1]);
    expect(plan.carriedOut(is(3))).toBeUndefined();
    expect(plan.steps).toEqual([]);
  });

  it("forgets what was proposed of the plan before", () => {
    const plan = createPlanRunner<number>();
    plan.follow([3]);
    plan.propose();
    plan.follow([4]);
    expect(plan.carriedOut(is(3))).toBeUndefined();
  });
});
