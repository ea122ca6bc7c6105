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

  it.each(arcadeGames)("needs at most half the actions on $title the second time", async (game) => {
    const first = await playGame(createExplorer, game, { limit: LIMIT });
    const count = first.levelEnds.length;
    const limit = Math.floor((first.levelEnds.at(-1) ?? 0) / 2);
    const second = await playGame(createExplorer, game, { limit, seed: 2, saved: first.saved });
    expect(count).toBeGreaterThan(0);
    expect(second.levelEnds.length).toBeGreaterThanOrEqual(count);
  });
});
