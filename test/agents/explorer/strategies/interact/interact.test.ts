import { describe, expect, it } from "vitest";
import {
  createExplorer,
  createGraphExplorer,
} from "../../../../../src/agents/explorer/explorer.ts";
import { playGame } from "../../../play-game.ts";
import { hall } from "../../../tiny-games.ts";

const SEEDS = [1, 2, 3];

describe("interact", () => {
  it("reaches the far end of a hall in half the actions of the graph search, whatever the chance", async () => {
    let searched = 0;
    let interacted = 0;
    for (const seed of SEEDS) {
      const search = await playGame(createGraphExplorer, hall, { limit: 1_000, seed });
      const interact = await playGame(createExplorer, hall, { limit: 100, seed });
      // No way is shorter than 28 steps; the rest is finding out what the keys and the walls do.
      expect(interact.levelEnds).toHaveLength(1);
      searched += search.actions.length;
      interacted += interact.actions.length;
    }
    expect(interacted).toBeLessThan(searched / 2);
  });
});
