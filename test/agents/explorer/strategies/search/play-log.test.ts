import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlayLog } from "../../../../../src/agents/explorer/strategies/search/play-log.ts";
import type { Step } from "../../../../../src/game/step.ts";
import { createStepCounter } from "../../../../../src/training/step-counter.ts";

/** Makes the steps of one game, as a run tells them. */
function createSteps() {
  const bill = { actions: 0 };
  const counter = createStepCounter(bill);
  return (id: number, billed: 0 | 1, levelsCompleted: number) => {
    bill.actions += billed;
    const standing = counter.count(
      { billed, startsPlay: id === 0 && billed === 0 },
      levelsCompleted,
    );
    return { ...standing, after: { levelsCompleted } } as Step;
  };
}

describe("the log of plays", () => {
  it("splits the bill by plays and levels, RESETs included", () => {
    const log = createPlayLog();
    const step = createSteps();
    const steps = [
      step(0, 0, 0),
      step(1, 1, 0),
      step(0, 1, 0),
      step(1, 1, 1),
      step(1, 1, 1),
      step(0, 1, 1),
      step(0, 0, 0),
      step(1, 1, 1),
      step(1, 1, 2),
      step(1, 1, 2),
    ];
    for (const one of steps) log.observe(one);
    expect(log.plays).toEqual([[3], [1, 1]]);
    expect(log.onLevel).toBe(1);
    expect(log.billed).toBe(8);
  });

  it("knows a play that came to nothing, and no play that nothing was spent on", () => {
    const log = createPlayLog();
    const step = createSteps();
    for (const one of [step(0, 0, 0), step(0, 0, 0), step(1, 1, 0), step(0, 0, 0)])
      log.observe(one);
    expect(log.plays).toEqual([[], []]);
    expect(log.onLevel).toBe(0);
  });

  it("never bills a play more than there was, however many replies are missing", () => {
    const steps = fc.array(
      fc.record({ id: fc.nat(1), billed: fc.constantFrom<0 | 1>(0, 1), levels: fc.nat(3) }),
    );
    fc.assert(
      fc.property(steps, (list) => {
        const log = createPlayLog();
        const step = createSteps();
        for (const { id, billed, levels } of list) {
          log.observe(step(id, id === 0 ? billed : 1, levels));
          expect(log.plays.at(-1)).toHaveLength(levels);
        }
        const levels = log.plays.flat().reduce((sum, actions) => sum + actions, 0);
        expect(levels + log.onLevel).toBeLessThanOrEqual(log.billed);
      }),
    );
  });
});
