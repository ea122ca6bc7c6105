import { describe, expect, it } from "vitest";
import { createBlockedSteps } from "../../../../../src/agents/explorer/model/moves/blocked-steps.ts";

const SPOT = { x: 3, y: 5 };

describe("blocked steps", () => {
  it("are those it died of, until it takes one and lives", () => {
    const steps = createBlockedSteps();
    expect(steps.died(SPOT, 2, false)).toBe(true);
    expect(steps.has(SPOT, 2, true)).toBe(true);
    expect(steps.has(SPOT, 3, true)).toBe(false);
    steps.passed(SPOT, 2);
    expect(steps.has(SPOT, 2, true)).toBe(false);
  });

  it("have three chances where an NPC is near", () => {
    const steps = createBlockedSteps();
    expect([1, 2, 3].map(() => steps.died(SPOT, 2, true))).toEqual([false, false, true]);
    expect(steps.has(SPOT, 2, true)).toBe(true);
  });

  it("are those without effect only while the key was not seen to move it", () => {
    const steps = createBlockedSteps();
    steps.stuck(SPOT, 4);
    expect(steps.has(SPOT, 4, false)).toBe(true);
    expect(steps.has(SPOT, 4, true)).toBe(false);
  });
});
