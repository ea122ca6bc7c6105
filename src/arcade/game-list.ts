import type { WireGame } from "../api/schemas.ts";
import type { ArcadeGame } from "./game.ts";

/** The frames per second the API suggests for watching a game. */
const DEFAULT_FPS = 5;

/** The games of an arcade. */
export interface GameList {
  /** The wire form of all, by title. */
  describeAll(): WireGame[];
  /** By full id, or by the bare name before the dash. */
  find(id: string): ArcadeGame | undefined;
}

export function createGameList(games: readonly ArcadeGame[]): GameList {
  const byTitle = games.toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
  const byId = new Map<string, ArcadeGame>();
  for (const game of games) byId.set(game.id, game).set(game.id.split("-")[0] as string, game);
  return {
    describeAll: () => byTitle.map(describeGame),
    find: (id) => byId.get(id),
  };
}

/** A game as the API lists it. */
export const describeGame = (game: ArcadeGame): WireGame => ({
  game_id: game.id,
  title: game.title,
  tags: [...game.tags],
  default_fps: DEFAULT_FPS,
  baseline_actions: [...game.baselines],
});
