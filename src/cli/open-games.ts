import type { ArcadeGame } from "../arcade/game.ts";
import { arcadeGames } from "../arcade/games/catalog.ts";
import { generateGames, type Selection } from "../arcade/generator/generated-set.ts";

/** The games an arcade of ours serves: its own, or in their place the generated ones that were asked for. */
export function openGames(generated: Selection | undefined): readonly ArcadeGame[] {
  if (!generated) return arcadeGames;
  const games = generateGames(generated);
  // The list of games tells baselines, for which all levels are made: better now than under a request.
  for (const game of games) game.baselines.at(0);
  return games;
}
