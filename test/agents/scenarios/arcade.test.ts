import { beforeAll, describe, expect, it } from "vitest";
import { createExplorer } from "../../../src/agents/explorer/explorer.ts";
import { createRandomAgent } from "../../../src/agents/random.ts";
import type { ArcadeGame } from "../../../src/arcade/game.ts";
import { arcadeGames } from "../../../src/arcade/games/catalog.ts";
import { playGame, type Session } from "../play-game.ts";

const LIMIT = 1_000;

/** The explorer's first session on each game, with nothing learned before. */
const firstTimes: { readonly game: ArcadeGame; readonly session: Session }[] = [];

beforeAll(async () => {
  for (const game of arcadeGames) {
    firstTimes.push({ game, session: await playGame(createExplorer, game, { limit: LIMIT }) });
  }
}, 300_000);

describe("the explorer on the embedded games", () => {
  it("finishes at least three times the levels of chance", async () => {
    let levels = 0;
    let byChance = 0;
    for (const { game, session } of firstTimes) {
      levels += session.levelEnds.length;
      byChance += (await playGame(createRandomAgent, game, { limit: LIMIT })).levelEnds.length;
    }
    expect(levels).toBeGreaterThanOrEqual(Math.max(6, 3 * byChance));
  });

  it("needs at most a third of the actions the second time, and in no game more", async () => {
    let firstTime = 0;
    let secondTime = 0;
    for (const { game, session } of firstTimes) {
      const count = session.levelEnds.length;
      const limit = session.levelEnds.at(-1) ?? 0;
      const second = await playGame(createExplorer, game, { limit, seed: 2, saved: session.saved });
      expect(count).toBeGreaterThan(0);
      expect(second.levelEnds.length).toBeGreaterThanOrEqual(count);
      firstTime += limit;
      secondTime += second.levelEnds[count - 1] ?? 0;
    }
    expect(secondTime).toBeLessThanOrEqual(firstTime / 3);
  });
});
