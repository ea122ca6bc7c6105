import { describe, expect, it } from "vitest";
import {
  createExplorer,
  createGraphExplorer,
} from "../../../../../src/agents/explorer/explorer.ts";
import { playGame } from "../../../play-game.ts";
import { createLoopGame } from "../../helpers/loop-game.ts";

describe("turning pieces", () => {
  it.each([
    ["mouse", 100],
    ["cursor", 250],
  ] as const)("makes all lines meet, with a %s", async (control, limit) => {
    const game = createLoopGame(control);
    for (const seed of [1, 2]) {
      const { levelEnds } = await playGame(createExplorer, game, { limit, seed });
      expect(levelEnds).toHaveLength(game.levelCount);
    }
    // It takes understanding: the search alone ends no level in that time.
    const blind = await playGame(createGraphExplorer, game, { limit });
    expect(blind.levelEnds).toHaveLength(0);
  });
});
