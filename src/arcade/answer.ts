import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Clock } from "../base/clock.ts";
import type { Affinity } from "./affinity.ts";
import type { Call } from "./call.ts";
import { createCardStore } from "./card-store.ts";
import { createRunCommand } from "./commands.ts";
import type { RetryAfterForm } from "./faults.ts";
import type { ArcadeGame } from "./game.ts";
import { createGameList } from "./game-list.ts";
import { isLocalHost } from "./host.ts";
import { failure, page, type Reply } from "./reply.ts";
import { readBody } from "./request-body.ts";
import { createRequestLog } from "./request-log.ts";
import { retryAfter } from "./retry-after.ts";
import { createRoutes, matchRoute, type Route } from "./routes.ts";
import { createScorecards } from "./scorecards.ts";

export interface AnswerOptions {
  readonly games: readonly ArcadeGame[];
  readonly clock: Clock;
  /** Accepted requests per key in any 60 s; null: no limit. Default 600, as the hosted service. */
  readonly rpm?: number | null;
  /** Minutes without a command after which a card is closed. Default 15. */
  readonly idleMinutes?: number;
  /** Whether open cards are found only with the cookies of their opening. Default true. */
  readonly requireCookies?: boolean;
  /** How a 429 tells in a Retry-After header how long to wait; by default it does not. */
  readonly retryAfter?: RetryAfterForm | null;
  /** Whether a RESET never starts a game again but its level. Default false. */
  readonly levelResetsOnly?: boolean;
  /** The keys that are good, beside anonymous ones. Default: any but an empty one. */
  readonly apiKeys?: readonly string[];
}

/** A reply, the instance that gave it, and what it was about. */
interface Answer {
  readonly reply: Reply;
  readonly instance: string;
  /** The game a command named. */
  readonly gameId: string | null;
  /** It came without the cookies of its scorecard's opening, and so found nothing. */
  readonly lacksCookies: boolean;
}

/**
 * Puts the API together: what a request passes before it is carried out, in order. `arrivedAt` is
 * clock time in milliseconds; with a `refusal` the request is counted and answered with it, not carried
 * out. Rejects only when the connection breaks.
 */
export function createAnswer(
  options: AnswerOptions,
  affinity: Affinity,
): (
  request: IncomingMessage,
  path: string,
  arrivedAt: number,
  refusal: Reply | null,
) => Promise<Answer> {
  const { games, clock, rpm = 600, idleMinutes = 15, requireCookies = true, apiKeys } = options;
  const { retryAfter: form = null, levelResetsOnly = false } = options;
  const createId = () => randomUUID();
  const keys = apiKeys && new Set(apiKeys);
  const requests = createRequestLog(rpm);
  const cards = createCardStore({
    clock,
    idleMs: idleMinutes * 60_000,
    games,
    createId,
    levelResetsOnly,
  });
  const gameList = createGameList(games);
  const routes = createRoutes({
    runCommand: createRunCommand({ cards, findGame: gameList.find }),
    scorecards: createScorecards(cards),
    games: gameList,
    createKey() {
      const key = createId();
      keys?.add(key);
      return key;
    },
  });

  const isGood = (key: string) => key !== "" && (keys?.has(key) ?? true);

  return async (request, path, arrivedAt, refusal) => {
    const key = String(request.headers["x-api-key"] ?? "");
    const known = requireCookies ? affinity.route(request.headers.cookie) : "the only one";
    const instance = known ?? createId();
    const refuse = (reply: Reply): Answer => ({
      ...{ reply, instance },
      ...{ gameId: null, lacksCookies: false },
    });

    if (!isLocalHost(request.headers.host)) return refuse(page(421));
    const match = matchRoute(routes, request.method, path);
    const isPublic = "route" in match && match.route.public;
    if (!isPublic && !isGood(key) && request.method !== "OPTIONS") {
      return refuse(failure(401, "UNAUTHORIZED", "missing or unknown API key"));
    }
    const waitMs = requests.take(key, arrivedAt);
    if (waitMs > 0) {
      const limited = failure(429, "RATE_LIMIT_EXCEEDED", "rate limit has been exceeded");
      if (form === null) return refuse(limited);
      return refuse({ ...limited, headers: retryAfter(form, waitMs, clock.wallMs()) });
    }
    if (refusal !== null) return refuse(refusal);
    if (!("route" in match)) return refuse(match);

    const { route, params } = match;
    const body = route.method === "GET" ? { value: {} } : await readBody(request);
    if ("refusal" in body) return refuse(body.refusal);
    const reply = carryOut(route, { params, key, instance, body: body.value });
    const gameId: unknown = body.value?.game_id;
    return {
      ...{ reply, instance },
      gameId: typeof gameId === "string" ? gameId : null,
      lacksCookies: known === undefined && route.ofCard === true && reply.status !== 200,
    };
  };
}

/** A fault of a game or of ours costs its request, not the server. */
function carryOut(route: Route, call: Call): Reply {
  try {
    return route.answer(call);
  } catch {
    return page(500);
  }
}
