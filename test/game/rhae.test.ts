import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actionsPerLevel,
  environmentScore,
  levelScore,
  levelScores,
  meanScore,
  runScore,
} from "../../src/game/rhae.ts";

const scoreOf = (baselines: number[], actions: number[]) =>
  runScore(levelScores(baselines, actions, actions.length));

// The figures are those of the official toolkit's test_scorecard.py (arc_agi 0.9.8).
describe("official test vectors", () => {
  it.each([
    [5, 115],
    [8, 115],
    [10, 100],
    [20, 25],
    [15, 44.444444],
    [12, 69.444444],
    [0, 0],
  ])("a level of baseline 10 done in %d actions scores %d", (actions, score) => {
    expect(levelScore(10, actions)).toBeCloseTo(score, 5);
  });

  it("weighs levels 100, 25, 0 to 25", () => {
    expect(runScore([100, 25, 0])).toBe(25);
  });

  it.each([
    [1, 4.7619],
    [2, 14.28571],
    [3, 28.57143],
    [4, 47.61905],
    [5, 71.42857],
    [6, 100],
  ])("caps %d of six levels, each done in 8 of 10 actions, at %d", (completed, score) => {
    const scores = levelScores(Array(6).fill(10), Array(6).fill(8), completed);
    expect(runScore(scores)).toBeCloseTo(score, 4);
  });

  it("scores h=[10,5,5,5,5] a=[10,10,10,10,5] as 55", () => {
    expect(scoreOf([10, 5, 5, 5, 5], [10, 10, 10, 10, 5])).toBeCloseTo(55, 10);
  });

  it("scores h=[4,8,16,20,24] with two levels at baseline as 20, the rest on the open level", () => {
    const actions = actionsPerLevel([4, 12], 118, 5);
    expect(actions).toEqual([4, 8, 106, 0, 0]);
    expect(runScore(levelScores([4, 8, 16, 20, 24], actions, 2))).toBeCloseTo(20, 10);
  });

  it("counts a lost try and its RESET against the level: 8 + 1 + 8 = 17", () => {
    const lostAndReset = 8 + 1;
    expect(actionsPerLevel([4, 4 + lostAndReset + 8], 21, 5)).toEqual([4, 17, 0, 0, 0]);
  });

  it("averages games: 25 and 36 make 30.5", () => {
    expect(meanScore([25, 36])).toBe(30.5);
  });
});

describe("scores", () => {
  it("take the best run and are 0 of nothing", () => {
    expect(environmentScore([3, 40, 7])).toBe(40);
    expect([environmentScore([]), meanScore([]), runScore([])]).toEqual([0, 0, 0]);
  });

  it("stay in 0–100 and within the weight of the levels that scored", () => {
    const level = fc.record({
      baseline: fc.integer({ min: 1, max: 500 }),
      actions: fc.integer({ min: 0, max: 2000 }),
    });
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 10 }), fc.nat(10), (levels, done) => {
        const scores = levelScores(
          levels.map((l) => l.baseline),
          levels.map((l) => l.actions),
          done,
        );
        const weight = (of: number[]) =>
          of.reduce((sum, score, i) => sum + (score > 0 ? i + 1 : 0), 0);
        const all = (levels.length * (levels.length + 1)) / 2;
        expect(runScore(scores)).toBeGreaterThanOrEqual(0);
        expect(runScore(scores)).toBeLessThanOrEqual((100 * weight(scores)) / all + 1e-9);
      }),
      { seed: 3 },
    );
  });

  it("split every action to exactly one level", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 8 }), fc.nat(50), (spent, rest) => {
        let total = 0;
        const ends = spent.map((n) => (total += n));
        const split = actionsPerLevel(ends, total + rest, spent.length + 2);
        expect(split).toEqual([...spent, rest, 0]);
      }),
      { seed: 3 },
    );
  });
});
