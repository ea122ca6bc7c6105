import { RESET } from "../../game/action.ts";
import { bestRoutes } from "../../memory/best-routes.ts";
import type { LevelMemory } from "../../memory/level-memory.ts";
import type { RouteStep } from "../../memory/state-graph.ts";
import type { Attempt } from "./attempt.ts";

/**
 * Plays a level the way it was won before, as long as the states are those of that time: in this
 * version of the game or, where it was not won in this one, in another.
 */
export interface Replay {
  /** The code of the next action, which may be RESET; undefined when there is nothing to replay. */
  next(level: LevelMemory, key: string, attempt: Attempt): number | undefined;
  /** The level was won: it may be restarted for a replay again. */
  won(): void;
  /** The route being played led to something else than before: it is forgotten. */
  failed(level: LevelMemory): void;
  /** Stops without blaming the route, since it is not known what happened. */
  abandon(): void;
}

/** RESETs spent on a level to get back to the start of a route. */
const MAX_RESTARTS = 2;

/** Creates a replay that is not playing yet. */
export function createReplay(): Replay {
  let route: RouteStep[] | undefined;
  let played = 0;
  let restarts = 0;

  const failed = (level: LevelMemory) => {
    level.wins = level.wins.filter((win) => win !== route);
    level.leads = level.leads.filter((lead) => lead !== route);
    route = undefined;
  };

  return {
    next(level, key, { spent }) {
      if (route && route[played]?.key !== key) failed(level);
      const known = level.wins.length > 0 ? level.wins : level.leads;
      if (!route && spent && known.length > 0 && restarts < MAX_RESTARTS) {
        restarts += 1;
        return RESET.id;
      }
      if (!route && !spent) {
        route = known.find(([first]) => first?.key === key);
        played = 0;
      }
      return route?.[played++]?.code;
    },
    won() {
      restarts = 0;
      route = undefined;
    },
    failed,
    abandon() {
      route = undefined;
    },
  };
}

/** Adds routes that finish a level to those known, and keeps the shortest. */
export function rememberWins(level: LevelMemory, routes: readonly RouteStep[][]): void {
  level.wins = bestRoutes([...level.wins, ...routes]);
  level.leads = [];
}
