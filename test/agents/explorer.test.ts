import { describe, expect, it } from "vitest";
import { createExplorer } from "../../src/agents/explorer/explorer.ts";
import { playGame } from "./play-game.ts";
import { lamps, maze } from "./tiny-games.ts";

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
});
