import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPeriodicCells } from "../../../../src/agents/explorer/perception/periodic-cells.ts";

const CELL = 2;

/** Whether a cell that changes at these times is known to be periodic in the end. */
function isKnownAfter(times: readonly number[], restartAt = -1): boolean {
  const periodic = createPeriodicCells(4);
  for (let time = 0; time <= (times.at(-1) ?? 0); time++) {
    if (time === restartAt) periodic.restart();
    periodic.tick();
    if (times.includes(time)) periodic.change(CELL);
  }
  return periodic.has(CELL);
}

/** The times of so many changes, after one interval and another in turn. */
const beat = (open: number, shut: number, changes: number): number[] =>
  Array.from({ length: changes }, (_, at) => Math.ceil(at / 2) * open + Math.floor(at / 2) * shut);

const interval = fc.integer({ min: 1, max: 12 });

describe("periodic cells", () => {
  it("are known by equal intervals, after six changes and not before", () => {
    fc.assert(
      fc.property(interval, interval, (open, shut) => {
        expect(isKnownAfter(beat(open, shut, 6))).toBe(true);
        expect(isKnownAfter(beat(open, shut, 5))).toBe(false);
      }),
    );
  });

  it("are none that change irregularly, rarely, or with a restart between", () => {
    expect(isKnownAfter([0, 1, 3, 6, 10, 15, 21, 28])).toBe(false);
    expect(isKnownAfter(beat(20, 20, 12))).toBe(false);
    expect(isKnownAfter(beat(2, 3, 7), 8)).toBe(false);
  });

  it("stay known when the level begins again", () => {
    const periodic = createPeriodicCells(4);
    for (let time = 0; time < 12; time++) {
      periodic.tick();
      if (time % 2 === 0) periodic.change(CELL);
    }
    periodic.restart();
    expect([0, 1, 2, 3].map((cell) => periodic.has(cell))).toEqual([false, false, true, false]);
    expect(periodic.change(CELL)).toBe(true);
  });
});
