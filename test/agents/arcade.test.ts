import { describe, expect, it } from "vitest";
import { createExplorer } from "../../src/agents/explorer/explorer.ts";
import { createRandomAgent } from "../../src/agents/random.ts";
import { arcadeGames } from "../../src/arcade/games/catalog.ts";
import { playGame } from "./play-game.ts";

const LIMIT = 1_000;

describe("the explorer on the embedded games", () => {
  it("finishes at least three times the levels of chance", async () => {
    let levels = 0;
    let byChance = 0;
    for (const game of arcadeGames) {
      levels += (await playGame(createExplorer, game, { limit: LIMIT })).levelEnds.length;
      byChance += (await playGame(createRandomAgent, game, { limit: LIMIT })).levelEnds.length;
    }
    expect(levels).toBeGreaterThanOrEqual(Math.max(6, 3 * byChance));
  });

  it("needs at most a third of the actions the second time, and in no game more", async () => {
    let firstTime = 0;
    let secondTime = 0;
    for (const game of arcadeGames) {
      const first = await playGame(createExplorer, game, { limit: LIMIT });
      const count = first.levelEnds.length;
      const limit = first.levelEnds.at(-1) ?? 0;
      const second = await playGame(createExplorer, game, { limit, seed: 2, saved: first.saved });
      expect(count).toBeGreaterThan(0);
      expect(second.levelEnds.length).toBeGreaterThanOrEqual(count);
      firstTime += limit;
      secondTime += second.levelEnds[count - 1] ?? 0;
    }
    expect(secondTime).toBeLessThanOrEqual(firstTime / 3);
  });
});
