import type { CookieJar } from "tough-cookie";
import type { Action } from "../game/action.ts";
import { actionName } from "../game/action.ts";
import type { Frame } from "../game/frame.ts";
import type { Scorecard } from "../game/scorecard.ts";
import type { Http } from "../http/create-http.ts";
import type { Call } from "./call.ts";
import { decodeFrame } from "./decode-frame.ts";
import { decodeScorecard } from "./decode-scorecard.ts";
import { ApiError } from "./errors.ts";

/** An open scorecard. */
export interface Card {
  readonly cardId: string;
  /** The card as it stands; a competition card cannot be read while open (ApiError `refused`). */
  read(signal?: AbortSignal): Promise<Scorecard>;
  /**
   * Closes it. Null when the server had closed it already (15 idle minutes) and shows no result.
   * Goes ahead of all play in the limiter; `urgent`: in spite of a wait after a 429 too.
   */
  close(signal?: AbortSignal, urgent?: boolean): Promise<Scorecard | null>;
  /** A session for one game, with its own copy of the cookies. */
  session(gameId: string): GameSession;
}

/** Sends the commands of one game. */
export interface GameSession {
  /** `guid` is null for the RESET that begins the first play. */
  command(action: Action, guid: string | null, signal?: AbortSignal): Promise<Frame>;
}

interface CardParts {
  readonly cardId: string;
  readonly http: Http;
  /** The jar that the card was opened with. */
  readonly jar: CookieJar;
  readonly call: Call;
}

export function createCard({ cardId, http, jar, call }: CardParts): Card {
  // The cookie of the opening expires after about two hours while play renews its own,
  // so the card is read and closed with the jar that played last.
  let freshest = jar;
  const path = `/api/scorecard/${encodeURIComponent(cardId)}`;
  const laned = { lane: "scorecard", priority: "critical", repeatable: true } as const;
  const get = (from: string, signal?: AbortSignal) =>
    call(
      http.sendWith(freshest),
      { method: "GET", path: from, ...laned, ...(signal && { signal }) },
      decodeScorecard,
    );
  return {
    cardId,
    read: (signal) => get(path, signal),
    async close(signal, urgent = false) {
      const request = {
        method: "POST",
        path: "/api/scorecard/close",
        body: { card_id: cardId },
        ...laned,
        urgent,
        ...(signal && { signal }),
      } as const;
      try {
        return await call(http.sendWith(freshest), request, decodeScorecard);
      } catch (error) {
        if (!(error instanceof ApiError && error.kind === "not-found")) throw error;
        return await get(`/api/v3/scorecards/${encodeURIComponent(cardId)}`, signal).catch(
          () => null,
        );
      }
    },
    session(gameId) {
      // A game may begin hours after the card was opened.
      const own = freshest.cloneSync();
      if (!own) throw new TypeError("the cookie store cannot be copied synchronously");
      const send = http.sendWith(own);
      return {
        async command(action, guid, signal) {
          const frame = await call(
            send,
            {
              method: "POST",
              path: `/api/cmd/${actionName(action.id)}`,
              body: commandBody(action, gameId, guid, cardId),
              lane: gameId,
              ...(signal && { signal }),
            },
            decodeFrame,
          );
          freshest = own;
          return frame;
        },
      };
    },
  };
}

/** `card_id` goes with RESET only: with an action it would silently start a new game for a lost guid. */
function commandBody(action: Action, gameId: string, guid: string | null, cardId: string): object {
  return {
    game_id: gameId,
    ...(guid !== null && { guid }),
    ...(action.id === 0 && { card_id: cardId }),
    ...(action.id === 6 && { x: action.x, y: action.y }),
    ...(action.reasoning !== undefined && { reasoning: action.reasoning }),
  };
}
