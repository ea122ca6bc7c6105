import { RESET } from "../../../../game/action.ts";
import { bestRoutes } from "../../../../memory/map/best-routes.ts";
import type { LevelMemory } from "../../../../memory/map/level-memory.ts";
import { routeToGoal } from "../../../../memory/map/route.ts";
import type { RouteStep } from "../../../../memory/map/state-graph.ts";
import type { Attempt } from "../attempt.ts";

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
/** Times a route is begun on trust for one finish of a level, from a start that looks unlike the route's. */
const MAX_TRUSTED = 2;
/** Ways taken from the map for one finish of a level, after a route has failed. */
const MAX_DETOURS = 5;

/** Creates a replay that is not playing yet. */
export function createReplay(): Replay {
  let route: RouteStep[] | undefined;
  let played = 0;
  let restarts = 0;
  let detours = 0;
  let trusted = 0;
  /** Whether the route was begun on trust, and nothing has borne it out yet. */
  let isOnTrust = false;
  let isAstray = false;

  const failed = (level: LevelMemory) => {
    if (!isOnTrust) {
      level.wins = level.wins.filter((win) => win !== route);
      level.transferredRoutes = level.transferredRoutes.filter((other) => other !== route);
    }
    isAstray = route !== undefined;
    isOnTrust = false;
    route = undefined;
  };
  const take = (way: RouteStep[] | undefined) => {
    route = way;
    played = 0;
  };
  /**
   * The shortest way that won, though the level looks unlike its start: the first picture of a new play
   * may show something of the last one yet. What it leads to decides.
   */
  const trust = ({ wins }: LevelMemory) => {
    if (wins.length === 0 || trusted === MAX_TRUSTED) return;
    trusted += 1;
    isOnTrust = true;
    take(wins[0]);
  };
  /** A way on from here by the map, which has learned from the failure; none that a RESET would beat. */
  const detour = ({ graph, wins }: LevelMemory, key: string) => {
    isAstray = false;
    const here = graph.find(key);
    if (!here || detours === MAX_DETOURS) return undefined;
    detours += 1;
    const way = routeToGoal(graph, here);
    const again = restarts < MAX_RESTARTS ? wins[0] : undefined;
    return way && again && again.length + 1 < way.length ? undefined : way;
  };

  return {
    next(level, key, { spent }) {
      if (route && played > 0) {
        if (route[played]?.key !== key) failed(level);
        isOnTrust = false;
      }
      const known = level.wins.length > 0 ? level.wins : level.transferredRoutes;
      if (!route && !spent) take(known.find(([first]) => first?.key === key));
      if (!route && !spent) trust(level);
      if (!route && isAstray) take(detour(level, key));
      if (!route && spent && known.length > 0 && restarts < MAX_RESTARTS) {
        restarts += 1;
        return RESET.id;
      }
      return route?.[played++]?.code;
    },
    won() {
      restarts = 0;
      detours = 0;
      trusted = 0;
      isOnTrust = false;
      isAstray = false;
      route = undefined;
    },
    failed,
    abandon() {
      isOnTrust = false;
      isAstray = false;
      route = undefined;
    },
  };
}

/** Adds routes that finish a level to those known, and keeps the shortest. */
export function rememberWins(level: LevelMemory, routes: readonly RouteStep[][]): void {
  level.wins = bestRoutes([...level.wins, ...routes]);
  level.transferredRoutes = [];
}
