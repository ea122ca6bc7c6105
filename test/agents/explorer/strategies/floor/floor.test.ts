import { describe, expect, it } from "vitest";
import {
  createExplorer,
  createGraphExplorer,
} from "../../../../../src/agents/explorer/explorer.ts";
import { playGame } from "../../../play-game.ts";
import { treadGame } from "../../helpers/floor-game.ts";

const SEEDS = [1, 2];
const limit = 300;

describe("floor", () => {
  it("covers what bears one step, at other scales too, in a third of the actions of the graph search", async () => {
    let trodden = 0;
    let searched = 0;
    for (const seed of SEEDS) {
      const { levelEnds } = await playGame(createExplorer, treadGame, { limit, seed });
      expect(levelEnds).toHaveLength(3);
      trodden += levelEnds[2] as number;
      const graph = await playGame(createGraphExplorer, treadGame, { limit, seed });
      searched += graph.levelEnds[2] ?? limit;
    }
    expect(trodden).toBeLessThan(searched / 3);
  });
});
