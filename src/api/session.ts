import { type Action, actionName } from "../game/action.ts";
import type { Frame } from "../game/frame.ts";
import { splitGameId } from "../game/game.ts";
import type { Send } from "../http/request.ts";
import type { Call } from "./call.ts";
import { decodeFrame } from "./decode-frame.ts";

/** Sends the commands of one game. */
export interface GameSession {
  /** `guid` is null for the RESET that begins the first play. */
  command(action: Action, guid: string | null, signal?: AbortSignal): Promise<Frame>;
}

interface SessionParts {
  readonly gameId: string;
  readonly cardId: string;
  readonly send: Send;
  readonly call: Call;
}

/** A reply that is another game's or another session's is unreadable: nothing must be learned of it. */
export function createSession({ gameId, cardId, send, call }: SessionParts): GameSession {
  return {
    command: (action, guid, signal) =>
      call(
        send,
        {
          method: "POST",
          path: `/api/cmd/${actionName(action.id)}`,
          body: commandBody(action, gameId, guid, cardId),
          lane: gameId,
          ...(signal && { signal }),
        },
        (body) => {
          const frame = decodeFrame(body);
          checkGame(frame.gameId, gameId);
          // A RESET may begin a new session.
          if (action.id !== 0) checkGuid(frame.guid, guid);
          return { ...frame, gameId, guid: frame.guid || (guid ?? "") };
        },
      ),
  };
}

/** Some servers answer with the bare name of a game. */
function checkGame(told: string, asked: string): void {
  const { name } = splitGameId(asked);
  if (told === asked || told.toLowerCase() === name.toLowerCase()) return;
  throw new TypeError(`it is of another game, ${told.slice(0, 100)}`);
}

function checkGuid(told: string, asked: string | null): void {
  if (told === "" || asked === null || told === asked) return;
  throw new TypeError(`it is of another session, ${told}`);
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
