import { CookieJar } from "tough-cookie";
import type { Http } from "../http/create-http.ts";
import { createCall } from "./call.ts";
import { type Card, createCard } from "./card.ts";
import { decodeGames, type GameList } from "./decode-games.ts";
import { parseReply } from "./parse-reply.ts";
import { wireAnonymousKeySchema, wireCardOpenedSchema } from "./schemas.ts";

/** Fields of a scorecard that its owner chooses. */
export interface CardOptions {
  readonly tags: readonly string[];
  readonly sourceUrl?: string;
  /** Scored over all games, each playable once, no look at the open card. */
  readonly competition: boolean;
}

/** The API of one server, for one key. */
export interface ArcClient {
  /** The games the key may play. */
  games(signal?: AbortSignal): Promise<GameList>;
  openCard(options: CardOptions, signal?: AbortSignal): Promise<Card>;
}

/** Creates a client; `apiKey` may be empty where the server asks for none. */
export function createClient(http: Http, apiKey: string): ArcClient {
  const call = createCall(apiKey);
  // Games are listed in the cookie session that will play them.
  const jar = new CookieJar();
  const send = http.sendWith(jar);
  return {
    games: (signal) =>
      call(
        send,
        { method: "GET", path: "/api/games", lane: "games", repeatable: true, ...optional(signal) },
        decodeGames,
      ),
    async openCard(options, signal) {
      const body = {
        tags: options.tags,
        ...(options.sourceUrl !== undefined && { source_url: options.sourceUrl }),
        // Any value, even false, turns competition on in the official server.
        ...(options.competition && { competition_mode: true }),
      };
      const cardId = await call(
        send,
        {
          method: "POST",
          path: "/api/scorecard/open",
          body,
          lane: "scorecard",
          ...optional(signal),
        },
        (body) => wireCardOpenedSchema.parse(parseReply(body)).card_id,
      );
      return createCard({ cardId, http, jar, call });
    },
  };
}

/** Asks the hosted API for a key that needs no registration. */
export function fetchAnonymousKey(http: Http, signal?: AbortSignal): Promise<string> {
  return createCall("")(
    http.sendWith(new CookieJar()),
    {
      method: "GET",
      path: "/api/games/anonkey",
      lane: "games",
      repeatable: true,
      ...optional(signal),
    },
    (body) => wireAnonymousKeySchema.parse(parseReply(body)).api_key,
  );
}

const optional = (signal: AbortSignal | undefined) => (signal ? { signal } : {});
