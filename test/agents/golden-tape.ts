import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { createExplorer } from "../../src/agents/explorer/explorer.ts";
import type { ArcadeGame } from "../../src/arcade/game.ts";
import { arcadeGames } from "../../src/arcade/games/catalog.ts";
import { generateGames } from "../../src/arcade/generator/generated-set.ts";
import { describeAction } from "../../src/game/action.ts";
import { playGame } from "./play-game.ts";

const LIMIT = 300;

/**
 * Tests that the explorer takes the very actions that the snapshot holds, in the embedded games and
 * twenty generated ones: what only moves or renames code leaves every hash as it is. A change of
 * behaviour is measured by `bench` instead, and its commit records the tape anew (CONTRIBUTING).
 */
export function expectGoldenTape(seed: number): void {
  const games = [...arcadeGames, ...generateGames({ set: "train", count: 20, offset: 0 })];
  it.each(games.map((game) => [game.id, game] as const))(
    "plays %s as recorded (CONTRIBUTING)",
    async (_, game) => {
      expect(await hashPlay(game, seed)).toMatchSnapshot();
    },
  );
}

async function hashPlay(game: ArcadeGame, seed: number): Promise<string> {
  const options = { limit: LIMIT, seed, canRestartGame: true } as const;
  const { actions } = await playGame(createExplorer, game, options);
  const text = actions.map(describeAction).join("\n");
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
