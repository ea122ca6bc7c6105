import type { CookieJar } from "tough-cookie";
import type { Scorecard } from "../game/scorecard.ts";
import type { Http } from "../http/create-http.ts";
import type { Call } from "./call.ts";
import { decodeScorecard } from "./decode-scorecard.ts";
import { ApiError } from "./errors.ts";
import { createSession, type GameSession } from "./session.ts";

/** An open scorecard. */
export interface Card {
  readonly cardId: string;
  /** The card as it stands; a competition card cannot be read while open (ApiError `refused`). */
  read(signal?: AbortSignal): Promise<Scorecard>;
  /**
   * Closes it. Null when it is closed, but the server shows no result: it had closed it already (15 idle
   * minutes), or its answer cannot be read.
   * Goes ahead of all play in the limiter; `urgent`: in spite of a wait after a 429 too.
   */
  close(signal?: AbortSignal, urgent?: boolean): Promise<Scorecard | null>;
  /** A session for one game, with its own copy of the cookies. */
  session(gameId: string): GameSession;
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
        // What could not be read was a 2xx, and closed it. The second try then meets a closed card.
        const isClosed =
          error instanceof ApiError && (error.kind === "not-found" || error.kind === "unreadable");
        if (!isClosed) throw error;
        return await get(`/api/v3/scorecards/${encodeURIComponent(cardId)}`, signal).catch(
          () => null,
        );
      }
    },
    session(gameId) {
      // A game may begin hours after the card was opened.
      const own = freshest.cloneSync();
      if (!own) throw new TypeError("the cookie store cannot be copied synchronously");
      const session = createSession({ gameId, cardId, send: http.sendWith(own), call });
      return {
        async command(action, guid, signal) {
          const frame = await session.command(action, guid, signal);
          freshest = own;
          return frame;
        },
      };
    },
  };
}
