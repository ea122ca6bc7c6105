import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createAdvised } from "../../../../src/agents/advised/advised.ts";
import { arcadeGames } from "../../../../src/arcade/games/catalog.ts";
import { playGame } from "../../play-game.ts";

/** The replies of a real model in one play of an embedded game, in order. */
interface Transcript {
  readonly game: string;
  readonly model: string;
  readonly replies: readonly object[];
}

const folder = new URL("transcripts/", import.meta.url);
const transcripts = readdirSync(folder).map(
  (name): Transcript => JSON.parse(readFileSync(new URL(name, folder), "utf8")),
);

describe("the replies of a real model", () => {
  it.each(transcripts.map((transcript) => [transcript.game, transcript] as const))(
    "win %s again, in fewer actions than the baselines",
    async (name, { replies }) => {
      const game = arcadeGames.find(({ id }) => id.startsWith(name));
      if (!game) throw new Error(`there is no game ${name}`);
      let asked = 0;
      const { levelEnds, plays } = await playGame(
        (context) =>
          createAdvised({
            ...context,
            async ask() {
              const reply = replies[asked++];
              if (!reply) throw new Error("all replies are given");
              return { text: JSON.stringify(reply), isCut: false };
            },
          }),
        game,
        { limit: 300 },
      );
      expect(levelEnds).toHaveLength(game.levelCount);
      expect(asked).toBe(replies.length);
      const spent = plays[0]?.reduce((sum, actions) => sum + actions, 0) ?? 0;
      expect(spent).toBeLessThan(game.baselines.reduce((sum, actions) => sum + actions, 0));
    },
    60_000,
  );
});
