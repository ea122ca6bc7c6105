import type { GameList } from "../api/decode-games.ts";
import { UsageError } from "../base/errors.ts";
import type { Game } from "../game/game.ts";

/** Told at most of what a list holds in vain. */
const MAX_LINES = 5;

/** What of the server's list cannot be played, in lines for the user. */
export function leftOutLines({ leftOut }: GameList): string[] {
  const more = leftOut.length - MAX_LINES;
  return [
    ...leftOut.slice(0, MAX_LINES).map((line) => `left out: ${line}`),
    ...(more > 0 ? [`left out: ${more} more of the list`] : []),
  ];
}

/** The first `count` games, or those whose id begins with one of `prefixes`, in the server's order. */
export function selectGames(
  games: readonly Game[],
  count: number,
  prefixes: readonly string[] | undefined,
): readonly Game[] {
  const there = `there are ${games.map((game) => game.gameId).join(", ") || "none"}`;
  if (prefixes === undefined) {
    if (games.length === 0) throw new UsageError("the server offers no games to this key");
    return games.slice(0, count);
  }
  for (const prefix of prefixes) {
    if (!games.some((game) => game.gameId.startsWith(prefix))) {
      throw new UsageError(`--game '${prefix}': no game's id begins so; ${there}`);
    }
  }
  return games.filter((game) => prefixes.some((prefix) => game.gameId.startsWith(prefix)));
}
