import type { ActionId } from "../game/action.ts";
import type { Call } from "./call.ts";
import type { RunCommand } from "./commands.ts";
import { describeGame, type GameList } from "./game-list.ts";
import { failure, json, page, type Reply, text } from "./reply.ts";
import type { Scorecards } from "./scorecards.ts";

/** One path of the API. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Its groups are the call's params. */
  readonly path: RegExp;
  /** Answers without a key. */
  readonly public?: true;
  /** Concerns an open card, which one instance alone knows. */
  readonly ofCard?: true;
  readonly answer: (call: Call) => Reply;
}

/** Every path of the API, the busiest first. */
export function createRoutes(parts: {
  readonly runCommand: RunCommand;
  readonly scorecards: Scorecards;
  readonly games: GameList;
  /** Makes a key that is good from then on. */
  readonly createKey: () => string;
}): Route[] {
  const { runCommand, scorecards, games, createKey } = parts;
  return [
    {
      method: "POST",
      path: /^\/api\/cmd\/ACTION([1-7])$/,
      ofCard: true,
      answer: (call) => runCommand(Number(call.params[0]) as ActionId, call),
    },
    {
      method: "POST",
      path: /^\/api\/cmd\/RESET$/,
      ofCard: true,
      answer: (call) => runCommand(0, call),
    },
    { method: "POST", path: /^\/api\/scorecard\/open$/, answer: scorecards.open },
    { method: "POST", path: /^\/api\/scorecard\/close$/, ofCard: true, answer: scorecards.close },
    {
      method: "GET",
      path: /^\/api\/scorecard\/([^/]+)(?:\/([^/]+))?$/,
      ofCard: true,
      answer: scorecards.get,
    },
    {
      method: "GET",
      path: /^\/api\/v3\/scorecards\/([^/]+)$/,
      public: true,
      answer: scorecards.getClosed,
    },
    { method: "GET", path: /^\/api\/games$/, answer: () => json(games.describeAll()) },
    {
      method: "GET",
      path: /^\/api\/games\/anonkey$/,
      public: true,
      answer: () => json({ api_key: createKey() }),
    },
    {
      method: "GET",
      path: /^\/api\/games\/([^/]+)$/,
      answer({ params: [id = ""] }) {
        const game = games.find(id);
        return game
          ? json(describeGame(game))
          : failure(404, "SERVER_ERROR", `game ${id} not found`);
      },
    },
    { method: "GET", path: /^\/api\/healthcheck$/, public: true, answer: () => text("okay") },
  ];
}

/** The route of a request and its params. */
interface Match {
  readonly route: Route;
  readonly params: readonly string[];
}

/**
 * Finds the route of a request; HEAD is a GET without its body. Without one the reply to send: 404 where
 * nobody knows the path, 405 where it is known for other methods, which OPTIONS asks for.
 */
export function matchRoute(
  routes: readonly Route[],
  method: string | undefined,
  path: string,
): Match | Reply {
  const wanted = method === "HEAD" ? "GET" : method;
  const allowed = new Set<string>();
  for (const route of routes) {
    const match = route.path.exec(path);
    if (!match) continue;
    if (route.method !== wanted) {
      allowed.add(route.method);
      continue;
    }
    try {
      const params = match.slice(1).filter((part) => part !== undefined);
      return { route, params: params.map(decodeURIComponent) };
    } catch {
      // Not a valid escape: no such thing can exist.
      return page(404);
    }
  }
  if (allowed.size === 0) return page(404);
  if (allowed.has("GET")) allowed.add("HEAD");
  const headers = { allow: [...allowed, "OPTIONS"].join(", ") };
  return { ...(method === "OPTIONS" ? text("") : page(405)), headers };
}
