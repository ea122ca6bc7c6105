import type { ActionId } from "../game/action.ts";
import type { Call } from "./call.ts";
import type { RunCommand } from "./commands.ts";
import { describeGame, type GameList } from "./game-list.ts";
import { failure, json, type Reply, text } from "./reply.ts";
import type { Scorecards } from "./scorecards.ts";

/** One path of the API. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Its groups are the call's params. */
  readonly path: RegExp;
  /** Answers without a key. */
  readonly public?: true;
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
      answer: (call) => runCommand(Number(call.params[0]) as ActionId, call),
    },
    { method: "POST", path: /^\/api\/cmd\/RESET$/, answer: (call) => runCommand(0, call) },
    { method: "POST", path: /^\/api\/scorecard\/open$/, answer: scorecards.open },
    { method: "POST", path: /^\/api\/scorecard\/close$/, answer: scorecards.close },
    {
      method: "GET",
      path: /^\/api\/scorecard\/([^/]+)(?:\/([^/]+))?$/,
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

/** The route of a request and its params, or the status that refuses it: 404 or 405. */
export function matchRoute(
  routes: readonly Route[],
  method: string | undefined,
  path: string,
): { readonly route: Route; readonly params: string[] } | 404 | 405 {
  let refusal: 404 | 405 = 404;
  for (const route of routes) {
    const match = route.path.exec(path);
    if (!match) continue;
    if (route.method !== method) {
      refusal = 405;
      continue;
    }
    try {
      const params = match.slice(1).filter((part) => part !== undefined);
      return { route, params: params.map(decodeURIComponent) };
    } catch {
      // Not a valid escape: no such thing can exist.
      return 404;
    }
  }
  return refusal;
}
