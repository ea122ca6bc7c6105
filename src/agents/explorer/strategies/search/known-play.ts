import { type Action, RESET } from "../../../../game/action.ts";
import { decodeAction } from "../../../../game/action-code.ts";
import type { Step } from "../../../../game/step.ts";
import type { GameMemory } from "../../../../memory/map/game-memory.ts";
import { routeToGoal } from "../../../../memory/map/route.ts";
import type { Place } from "../../perception/place.ts";
import type { Attempt } from "../attempt.ts";
import { mayTake } from "../may-take.ts";
import type { LevelPlay } from "./level-play.ts";
import { createPlayLog } from "./play-log.ts";
import { isTimeToPractise, isWorthAnotherPlay, type Standing } from "./practice.ts";
import { createReplay, rememberWins } from "./replay.ts";

/** The play of known routes: levels that were won are replayed, and whole games practised. */
export interface KnownPlay {
  /** The next action on a known route, or the RESET that starts a practice; undefined where there is none. */
  choose(place: Place, level: LevelPlay, attempt: Attempt): KnownChoice | undefined;
  observe(step: Step, attempt: Attempt | undefined): void;
  /** An attempt at the level ended at its goal. */
  won(level: LevelPlay, attempt: Attempt): void;
  /** The route in play led to something else than before. */
  failed(level: LevelPlay): void;
  /** Stops the route in play without blame. */
  abandon(): void;
  /** Whether another play after a WIN promises a better score. */
  playsOn(): boolean;
}

export interface KnownChoice {
  readonly action: Action;
  readonly mode: "replay" | "practice";
}

/** The map of a level that was won is kept up to so many states, for what is saved to stay small. */
const MAX_KEPT_STATES = 1_000;

/**
 * `maxActions`: the budget of the run. `canRestartGame`: whether the server may start a game again.
 * `mayPractise`: whether nothing else is left to do with the budget.
 */
export function createKnownPlay(
  memory: GameMemory,
  maxActions: number,
  canRestartGame: boolean,
  mayPractise: () => boolean,
): KnownPlay {
  const replay = createReplay();
  const log = createPlayLog();
  let mayRestart = canRestartGame;

  const standing = (): Standing => {
    const routes: number[] = [];
    for (let number = 0; ; number++) {
      const shortest = memory.levels.get(number)?.wins[0];
      if (shortest === undefined) break;
      routes.push(shortest.length);
    }
    const { plays, billed, onLevel } = log;
    return { routes, plays, budget: maxActions, left: maxActions - billed, onLevel };
  };

  return {
    choose({ frame, node }, level, attempt) {
      const code = replay.next(level.memory, node.key, attempt);
      const isOnRoute = code !== undefined && code !== RESET.id;
      if (mayRestart && !isOnRoute && mayPractise() && isTimeToPractise(standing())) {
        return { action: { ...RESET, wholeGame: true }, mode: "practice" };
      }
      if (code === undefined) return undefined;
      if (mayTake(code, frame, attempt.spent)) {
        return { action: decodeAction(code), mode: "replay" };
      }
      replay.failed(level.memory);
      return undefined;
    },
    observe(step, attempt) {
      log.observe(step);
      // At a level's start RESET is free, unless the server refuses to start the game again.
      const isAtStart = step.before && attempt?.start !== undefined && !attempt.spent;
      if (step.action.id === RESET.id && isAtStart && step.billed === 1) mayRestart = false;
    },
    won({ memory: level, forgetStates }, { start, trail }) {
      replay.won();
      const first = start === undefined ? undefined : level.graph.find(start);
      const shortest = first && routeToGoal(level.graph, first);
      rememberWins(
        level,
        [shortest, trail].filter((route) => route !== undefined),
      );
      // The map finds a way on where a route fails.
      if (level.graph.nodes.length > MAX_KEPT_STATES) forgetStates();
    },
    failed: (level) => replay.failed(level.memory),
    abandon: replay.abandon,
    playsOn: () => mayRestart && isWorthAnotherPlay(standing()),
  };
}
