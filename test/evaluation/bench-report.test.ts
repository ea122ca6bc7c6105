import { describe, expect, it } from "vitest";
import { benchReport } from "../../src/evaluation/bench-report.ts";
import { firstScore } from "../../src/evaluation/first-score.ts";
import { playRecord } from "../helpers/play-record.ts";

const scope = {
  agents: ["explorer"],
  gameIds: ["jump-1", "walk-1"],
  seeds: [1, 2],
  sessions: 1,
  maxActions: 800,
  folds: [{ name: "one", gameIds: ["walk-1"] }],
};
const play = (gameId: string, seed: number, levelsCompleted: number, bestScore = 0) =>
  playRecord({ gameId, seed, levelsCompleted, bestScore, firstScore: bestScore / 2 });

describe("benchReport", () => {
  it("averages seeds by game, sums games by seed, and shows games without a level", () => {
    const report = benchReport(scope, [
      play("jump-1", 1, 0),
      play("jump-1", 2, 0),
      play("walk-1", 1, 1, 10),
      play("walk-1", 2, 4, 30),
      play("elsewhere-1", 1, 9),
    ]);
    expect(report).toMatchObject({ playsAll: 4, playsDone: 4 });
    expect(report.games).toMatchObject([
      { gameId: "jump-1", levels: 0, levelsBySeed: [0, 0], bestScore: 0 },
      { gameId: "walk-1", levels: 2.5, levelsBySeed: [1, 4], bestScore: 20, firstScore: 10 },
    ]);
    expect(report.totals).toMatchObject([
      {
        levels: { mean: 2.5, sd: Math.sqrt(4.5) },
        levelsBySeed: [1, 4],
        bestScore: { mean: 10, sd: Math.sqrt(50) },
        deaths: 6,
        noEffect: 0.25,
      },
    ]);
    expect(report.folds).toMatchObject([{ name: "one", totals: [{ bestScore: { mean: 20 } }] }]);
  });

  it("keeps a seed that lacks a game out of the totals", () => {
    const report = benchReport(scope, [
      play("jump-1", 1, 2),
      play("walk-1", 1, 1),
      play("walk-1", 2, 4),
    ]);
    expect(report).toMatchObject({ playsAll: 4, playsDone: 3 });
    expect(report.games).toMatchObject([{ levelsBySeed: [2, null] }, { levels: 2.5 }]);
    expect(report.totals).toMatchObject([
      { levels: { mean: 3, sd: null }, levelsBySeed: [3, null] },
    ]);
  });

  it("counts actions per level over the plays that completed it", () => {
    const levels = (seed: number, levelActions: number[]) =>
      playRecord({ gameId: "walk-1", seed, levelActions });
    const report = benchReport(scope, [levels(1, [10, 40]), levels(2, [20])]);
    expect(report.games[1]?.levelActions).toEqual([15, 40]);
  });

  it("has a curve over sessions; games and totals are those of the last", () => {
    const session = (session: number, levelsCompleted: number) =>
      playRecord({ gameId: "walk-1", session, sessions: 2, levelsCompleted });
    const report = benchReport({ ...scope, gameIds: ["walk-1"], seeds: [1], sessions: 2 }, [
      session(1, 1),
      session(2, 3),
    ]);
    expect(report.curve).toMatchObject([
      { session: 1, totals: [{ levels: { mean: 1 } }] },
      { session: 2, totals: [{ levels: { mean: 3 } }] },
    ]);
    expect(report.games).toMatchObject([{ levels: 3 }]);
    expect(report.totals).toMatchObject([{ levels: { mean: 3 } }]);
  });
});

describe("firstScore", () => {
  it("is RHAE: levels weigh their number, an unfinished one counts nothing", () => {
    expect(firstScore([2, 4], [2, 4])).toBe(100);
    expect(firstScore([2, 4], [4])).toBeCloseTo(25 / 3, 12);
    expect(firstScore([2, 4], [])).toBe(0);
  });

  it("is unknown where a baseline is", () => {
    expect(firstScore([], [3])).toBeNull();
    expect(firstScore([2, -1], [3])).toBeNull();
  });
});
