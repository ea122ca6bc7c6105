import { describe, expect, it } from "vitest";
import { createExplorer } from "../../../src/agents/explorer/explorer.ts";
import { playGame } from "../play-game.ts";
import { createLagging, lamps, maze, trap } from "../tiny-games.ts";

describe("the explorer", () => {
  for (const game of [maze, lamps]) {
    it(`wins ${game.title}, and again with its memory in at most half the actions`, async () => {
      const first = await playGame(createExplorer, game, { limit: 2_000 });
      const second = await playGame(createExplorer, game, { limit: 2_000, saved: first.saved });
      expect(first.levelEnds).toHaveLength(game.levelCount);
      expect(second.levelEnds).toHaveLength(game.levelCount);
      expect(second.actions.length).toBeLessThanOrEqual(first.actions.length / 2);
    });
  }

  it("starts the level again where no untested action is left to reach", async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { levelEnds } = await playGame(createExplorer, trap, { limit: 40, seed });
      expect(levelEnds).toHaveLength(1);
    }
  });

  it("wins again with its memory although a reply is lost on the way", async () => {
    const first = await playGame(createExplorer, maze, { limit: 2_000 });
    const limit = Math.floor(first.actions.length / 2);
    const { saved } = first;
    const second = await playGame(createExplorer, maze, { limit, saved, loseReplyAt: 4 });
    expect(second.levelEnds).toHaveLength(maze.levelCount);
  });

  it("tells what it does and how many states it knows", async () => {
    const { agent } = await playGame(createExplorer, maze, { limit: 30 });
    expect(agent.describe?.().states).toBeGreaterThan(3);
    expect(["interact", "search", "replay"]).toContain(agent.describe?.().mode);
  });
});

describe("the explorer's practice", () => {
  const rest = (levels: readonly number[]) => levels.reduce((sum, actions) => sum + actions, 0);

  for (const game of [maze, lamps]) {
    it(`wins ${game.title} again in a better play, and then stops`, async () => {
      const { plays, actions } = await playGame(createExplorer, game, {
        limit: 2_000,
        canRestartGame: true,
      });
      const [first, ...others] = plays;
      expect(first).toHaveLength(game.levelCount);
      expect(others.length).toBeGreaterThan(0);
      expect(rest(others.at(-1) as number[])).toBeLessThanOrEqual(rest(first as number[]) / 2);
      expect(actions.length).toBeLessThan(2_000);
    });
  }

  it("takes its route at once where a new play looks unlike the first, and then is content", async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const { plays, actions } = await playGame(createExplorer, createLagging(), {
        limit: 200,
        seed,
        canRestartGame: true,
      });
      const [first = [], second] = plays;
      // What the route takes and nothing besides, or no second play where the first one took it.
      expect(plays).toEqual(rest(first) > 5 ? [first, [5]] : [[5]]);
      expect(actions).toHaveLength(rest(first) + (second ? 5 : 0));
    }
  });

  it("ends a budget with a play of the levels it knows, whatever the budget", async () => {
    const { levelEnds } = await playGame(createExplorer, maze, { limit: 2_000 });
    const [first = 0, second = 0] = levelEnds;
    for (let limit = first + 25; limit < second; limit += 20) {
      const { plays, actions } = await playGame(createExplorer, maze, {
        limit,
        canRestartGame: true,
      });
      expect(actions).toHaveLength(limit);
      expect(plays).toHaveLength(2);
      expect(plays[1]?.[0]).toBeLessThan(plays[0]?.[0] as number);
    }
  });
});
