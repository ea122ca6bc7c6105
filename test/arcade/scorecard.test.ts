import { expect, it } from "vitest";
import type { Run } from "../../src/arcade/play.ts";
import { describeCard } from "../../src/arcade/scorecard.ts";
import { createWalkGame } from "../helpers/tiny-games.ts";

const facts = {
  id: "card",
  tags: [],
  sourceUrl: undefined,
  opaque: undefined,
  competition: false,
  openedAt: 0,
  lastUpdateAt: 0,
};

const run = (levelEnds: number[], actions: number): Run => ({
  guid: "guid",
  state: "NOT_FINISHED",
  actions,
  resets: 0,
  levelEnds,
});

/** A game whose levels have baseline 10. */
const game = (id: string, levelCount: number, tags: string[]) =>
  createWalkGame(id, { levelCount, tags, baselines: Array(levelCount).fill(10) });

const tagScores = (games: Parameters<typeof describeCard>[1]) =>
  Object.fromEntries(
    (describeCard(facts, games).tags_scores ?? []).map(({ id, score, actions }) => [
      id,
      { score, actions },
    ]),
  );

it("gives a tag the mean of games of one level: 25 and 36 make 30.5", () => {
  const scores = tagScores([
    { game: game("aaaa-1", 1, ["shared", "tag1"]), runs: [run([20], 20)] },
    {
      game: createWalkGame("bbbb-1", { levelCount: 1, tags: ["shared", "tag2"], baselines: [12] }),
      runs: [run([20], 20)],
    },
  ]);
  expect(scores.shared?.score).toBeCloseTo(30.5, 10);
  expect(scores.tag1?.score).toBeCloseTo(25, 10);
  expect(scores.tag2?.score).toBeCloseTo(36, 10);
});

it("lets the run with the most levels speak for a tag, the first of equals", () => {
  const runs = [run([10], 10), run([30, 60], 60), run([10, 20], 20)];
  const games = [{ game: game("aaaa-1", 2, ["tag"]), runs }];
  expect(tagScores(games).tag?.actions).toBe(60);
  // The game's own score is that of its best run all the same.
  expect(describeCard(facts, games).environments[0]?.score).toBe(100);
});

it("weighs the levels of all a tag's games together, not game by game", () => {
  // Weights 1 and 1, 2, 3: one level in 10 of 10 actions, one of three in 20.
  const games = [
    { game: game("aaaa-1", 1, ["tag"]), runs: [run([10], 10)] },
    { game: game("bbbb-1", 3, ["tag"]), runs: [run([20], 20)] },
  ];
  expect(tagScores(games).tag?.score).toBeCloseTo((100 + 25) / 7, 10);
});

it("caps a tag by the weight of the levels that scored", () => {
  // Both first levels at 115: 230 of 7 weights, capped at 200 of 7.
  const games = [
    { game: game("aaaa-1", 1, ["tag"]), runs: [run([5], 5)] },
    { game: game("bbbb-1", 3, ["tag"]), runs: [run([5], 5)] },
  ];
  expect(tagScores(games).tag?.score).toBeCloseTo(200 / 7, 10);
});

it("caps every game by the levels finished and counts each once", () => {
  const card = describeCard(facts, [
    { game: game("aaaa-1", 6, []), runs: [run([8], 8), run([8, 16, 24], 24)] },
    { game: game("bbbb-1", 6, []), runs: [run([], 3)] },
  ]);
  expect(card.environments[0]?.runs[1]?.score).toBeCloseTo(28.57143, 4);
  expect(card.score).toBeCloseTo(28.57143 / 2, 4);
  expect(card).toMatchObject({
    total_environments: 2,
    total_environments_completed: 0,
    total_levels_completed: 3,
    total_levels: 12,
    total_actions: 35,
  });
});
