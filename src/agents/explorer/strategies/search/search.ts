import type { Random } from "../../../../base/random.ts";
import type { RouteStep } from "../../../../memory/map/state-graph.ts";
import type { Place } from "../../perception/place.ts";
import type { Candidate } from "./candidate.ts";
import { findFrontier } from "./frontier.ts";
import type { LevelPlay } from "./level-play.ts";

/** Decides what to test next on a level. */
export interface Search {
  /** The code of the next action: an untested one, or a step towards one; undefined when none can be reached. */
  next(level: LevelPlay, place: Place): number | undefined;
  /** Whether starting the level again would lead to an untested action. */
  mayRestart(level: LevelPlay, start: string | undefined): boolean;
  /** Drops the way under way: the explorer was put elsewhere. */
  forgetRoute(): void;
}

/** Share of choices made at random among the untested actions: the prior may be wrong. */
const CHANCE = 0.2;
/** Restarts in a row that are worth their RESET. */
const MAX_RESTARTS = 3;
/** A longer way than four times this is taken for a circle, however large the map is. */
const MAX_WAY = 30_000;

/** Creates a search; `random` breaks ties and makes the chance choices. */
export function createSearch(random: Random): Search {
  let route: RouteStep[] = [];
  let restarts = 0;
  let travelled = 0;

  const best = (level: LevelPlay, untested: readonly Candidate[]) => {
    let value = 0;
    let equals: Candidate[] = [];
    for (const candidate of untested) {
      const score = level.untestedActions.score(candidate);
      if (score > value) equals = [];
      if (score >= value) equals.push(candidate);
      value = Math.max(value, score);
    }
    return { value, candidate: equals.length > 0 ? random.pick(equals) : undefined };
  };

  const test = ({ code }: Candidate): number => {
    restarts = 0;
    travelled = 0;
    route = [];
    return code;
  };

  /** The next step of the route, as long as it leads where it should. */
  const follow = (key: string): number | undefined => {
    if (route[0]?.key !== key) route = [];
    return route.shift()?.code;
  };

  return {
    next(level, place) {
      // Where the same action leads here today and there tomorrow, one can travel in circles.
      travelled += 1;
      if (travelled > 50 + 4 * Math.min(level.memory.graph.nodes.length, MAX_WAY)) {
        travelled = 0;
        return undefined;
      }
      const onTheWay = follow(place.node.key);
      if (onTheWay !== undefined) return onTheWay;

      const untested = level.untested(place);
      if (untested.length > 0 && random.next() < CHANCE) return test(random.pick(untested));
      const { value, candidate } = best(level, untested);
      const frontier = findFrontier(
        level.memory.graph,
        place.node,
        value,
        level.untestedActions.frontierValueOf,
      );
      if (frontier) {
        route = frontier;
        return follow(place.node.key);
      }
      return candidate && test(candidate);
    },

    mayRestart(level, start) {
      if (restarts === MAX_RESTARTS) return false;
      const { memory, untestedActions } = level;
      const node = start === undefined ? undefined : memory.graph.find(start);
      // A start that is not on the map may lead anywhere.
      if (
        node &&
        !untestedActions.frontierValueOf(node) &&
        !findFrontier(memory.graph, node, 0, untestedActions.frontierValueOf)
      ) {
        return false;
      }
      restarts += 1;
      return true;
    },

    forgetRoute() {
      route = [];
    },
  };
}
