import { expect, it } from "vitest";
import { createBenchProgress } from "../../src/evaluation/bench-progress.ts";
import type { Step } from "../../src/game/step.ts";
import { createEagerClock } from "../helpers/eager-clock.ts";
import { playRecord } from "../helpers/play-record.ts";

const GAME = { gameId: "walk-0001", title: "WALK", tags: [], baselines: [] };

it("counts plays, levels and steps, and foresees the end by the actions left", () => {
  const clock = createEagerClock();
  const progress = createBenchProgress(4, 100, clock);
  const step = (seed: number, actions: number, levelsCompleted: number) =>
    progress.onEvent(
      { agent: "explorer", game: GAME, seed, session: 1 },
      {
        type: "step",
        t: 0,
        gameId: GAME.gameId,
        episode: 1,
        step: { after: { levelsCompleted } } as Step,
        actions,
        figures: {},
      },
    );
  expect(progress.moment()).toMatchObject({ playsDone: 0, playsAll: 4, leftMs: null });
  clock.pass(10_000);
  step(1, 100, 2);
  progress.onRecord(playRecord({ seed: 1, levelsCompleted: 2 }));
  // A level that a new go has yet to win again is not lost.
  step(2, 49, 1);
  step(2, 50, 0);
  expect(progress.moment()).toEqual({
    playsDone: 1,
    playsAll: 4,
    levels: 3,
    stepsPerSecond: 0.3,
    elapsedMs: 10_000,
    // One play and a half took 10 s; two and a half are left.
    leftMs: (10_000 * 2.5) / 1.5,
    limiter: null,
  });
});
