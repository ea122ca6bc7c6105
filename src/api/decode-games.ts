import { count } from "../base/count.ts";
import { printable } from "../base/errors.ts";
import type { Game } from "../game/game.ts";
import { parseReply } from "./parse-reply.ts";
import { type WireGame, wireGameSchema, wireGamesSchema } from "./schemas.ts";

/** What a server offers. */
export interface GameList {
  /** Each once, in the server's order. */
  readonly games: readonly Game[];
  /** What stood in the list but cannot be played, a line each. */
  readonly leftOut: readonly string[];
}

const MAX_GAMES = 10_000;
const MAX_TITLE = 100;
const MAX_TAGS = 50;

/** Reads a list of games; throws an Error that says what is wrong where it is no list. */
export function decodeGames(body: string): GameList {
  const games = new Map<string, Game>();
  const leftOut: string[] = [];
  const list = wireGamesSchema.parse(parseReply(body));
  for (const [at, entry] of list.slice(0, MAX_GAMES).entries()) {
    const { data: wire } = wireGameSchema.safeParse(entry);
    if (!wire) leftOut.push(`${nameOf(entry, at)}: it has no usable game_id`);
    else if (games.has(wire.game_id)) leftOut.push(`${wire.game_id}: it is listed twice`);
    else games.set(wire.game_id, decodeGame(wire));
  }
  if (list.length > MAX_GAMES)
    leftOut.push(`${count(list.length - MAX_GAMES, "game")} past ${MAX_GAMES}`);
  return { games: [...games.values()], leftOut };
}

const decodeGame = (wire: WireGame): Game => ({
  gameId: wire.game_id,
  title: shown(wire.title || wire.game_id),
  tags: (wire.tags ?? []).slice(0, MAX_TAGS).map(shown),
  baselines: wire.baseline_actions ?? [],
});

/** Texts are shown on terminals and in tables. */
const shown = (text: string): string => printable(text.slice(0, MAX_TITLE));

function nameOf(entry: unknown, at: number): string {
  const told = (entry as { game_id?: unknown } | null)?.game_id;
  const name = typeof told === "string" ? ` "${shown(told.slice(0, 40))}"` : "";
  return `game ${at + 1} of the list${name}`;
}
