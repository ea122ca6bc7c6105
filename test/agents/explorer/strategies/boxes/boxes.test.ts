import { describe, expect, it } from "vitest";
import {
  createExplorer,
  createGraphExplorer,
} from "../../../../../src/agents/explorer/explorer.ts";
import { playGame } from "../../../play-game.ts";
import { pushGame } from "../../helpers/box-game.ts";

const SEEDS = [1, 2, 3];

describe("boxes", () => {
  it("brings boxes onto targets, at another scale too, in a third of the actions of the graph search", async () => {
    let pushed = 0;
    let searched = 0;
    for (const seed of SEEDS) {
      const limit = 300;
      const { levelEnds } = await playGame(createExplorer, pushGame, { limit, seed });
      expect(levelEnds).toHaveLength(2);
      pushed += levelEnds[1] as number;
      const graph = await playGame(createGraphExplorer, pushGame, { limit, seed });
      searched += graph.levelEnds[1] ?? limit;
    }
    expect(pushed).toBeLessThan(searched / 3);
  });
});
