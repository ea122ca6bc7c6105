import { RESET } from "../../game/action.ts";
import { decodeAction, encodeAction } from "../../game/action-code.ts";
import { type Frame, isOver } from "../../game/frame.ts";
import { routeToGoal } from "../../memory/map/route.ts";
import { DEATH, GOAL } from "../../memory/map/state-graph.ts";
import { recallGameMemory } from "../../memory/store/recall-game-memory.ts";
import { saveGameMemory } from "../../memory/store/save-game-memory.ts";
import type { Agent, AgentContext, CreateAgent } from "../agent.ts";
import type { Place } from "./perception/place.ts";
import { type Attempt, joinAttempt, noteAction, startAttempt } from "./strategies/attempt.ts";
import { createBoxes } from "./strategies/boxes/boxes.ts";
import { createFill } from "./strategies/fill/fill.ts";
import { createFloor } from "./strategies/floor/floor.ts";
import { createInteract } from "./strategies/interact/interact.ts";
import { anyOffered, mayTake } from "./strategies/may-take.ts";
import { createPairs } from "./strategies/pairs/pairs.ts";
import { createPanels } from "./strategies/panels/panels.ts";
import { createPortfolio } from "./strategies/portfolio.ts";
import { createGraphSearch } from "./strategies/search/graph-search.ts";
import { createLevelPlay, type LevelPlay } from "./strategies/search/level-play.ts";
import { createPlayLog } from "./strategies/search/play-log.ts";
import {
  isTimeToPractise,
  isWorthAnotherPlay,
  type Standing,
} from "./strategies/search/practice.ts";
import { createReplay, rememberWins } from "./strategies/search/replay.ts";
import { takeUpLevel } from "./strategies/search/take-up-level.ts";
import type { Strategy } from "./strategies/strategy.ts";
import { createGraphAvatar } from "./tracking/graph-avatar.ts";
import { createWorld, type World } from "./world.ts";

/** The map of a level that was won is kept up to so many states, for what is saved to stay small. */
const MAX_KEPT_STATES = 1_000;

/**
 * Draws a map of a game's states and takes turns at seven things: to take what comes in pairs, to pour
 * colours until all is one, to make panels of tiles look as they should, to push what gives way to where
 * it may belong, to tread on what steps change, to walk what the keys move from one thing to another, and
 * to test what looks like actions that did something. Plays a level that it has won before the shortest
 * way it knows.
 */
export const createExplorer: CreateAgent = (context) => {
  const world = createWorld();
  const strategies = [
    createPairs(world.presses),
    createFill(world.presses),
    createPanels(world.presses),
    createBoxes(),
    createFloor(world.navigation),
    createInteract(world.navigation, context.random.fork("tour")),
  ];
  return explore(context, strategies, world);
};

/** The explorer that only searches, to measure it against. */
export const createGraphExplorer: CreateAgent = (context) => explore(context, []);

function explore(
  { random, runId = "", maxActions, canRestartGame, ...known }: AgentContext,
  strategies: readonly Strategy[],
  world?: World,
): Agent {
  const memory = recallGameMemory(runId, known);
  const replay = createReplay();
  const log = createPlayLog();
  const avatar = createGraphAvatar();
  let current: { readonly number: number; readonly level: LevelPlay } | undefined;
  let attempt: Attempt | undefined;
  let mode = "search";
  let mayRestart = canRestartGame;
  /** The frame for which RESET was chosen last. */
  let resetAt: Frame | undefined;
  const search = createGraphSearch(random, () => ({
    level: (current as NonNullable<typeof current>).level,
    attempt: attempt as Attempt,
  }));
  const portfolio = createPortfolio([...strategies, search]);

  const levelOf = (frame: Frame): LevelPlay => {
    const number = frame.levelsCompleted;
    if (current?.number === number) return current.level;
    const level = createLevelPlay(takeUpLevel(memory, frame), memory.prior, avatar);
    current = { number, level };
    return current.level;
  };

  const beginAt = (place: Place) => {
    world?.begin(place);
    portfolio.begin(place);
  };

  /** `frame` shows the start of a level, or the end of the game. */
  const begin = (frame: Frame) => {
    replay.abandon();
    attempt = undefined;
    if (isOver(frame)) return;
    const place = levelOf(frame).locate(frame);
    attempt = startAttempt(place.node.key);
    beginAt(place);
  };

  /** A reply is missing: nothing is known of how `frame` came about. */
  const resume = (frame: Frame) => {
    if (current?.number !== frame.levelsCompleted || isOver(frame)) return begin(frame);
    replay.abandon();
    beginAt(levelOf(frame).locate(frame));
    if (attempt) attempt.trail = undefined;
  };

  const win = ({ memory: level, forgetStates }: LevelPlay, { start, trail }: Attempt) => {
    replay.won();
    const first = start === undefined ? undefined : level.graph.find(start);
    const shortest = first && routeToGoal(level.graph, first);
    rememberWins(
      level,
      [shortest, trail].filter((route) => route !== undefined),
    );
    // The map finds a way on where a route fails.
    if (level.graph.nodes.length > MAX_KEPT_STATES) forgetStates();
  };

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
    choose(frame) {
      // The scorecard may tell of another level than the last reply that was seen.
      if (current?.number !== frame.levelsCompleted) attempt = undefined;
      const level = levelOf(frame);
      attempt ??= joinAttempt();
      // Asked again, it was refused: the level was begun again by a RESET whose reply was lost.
      if (frame === resetAt) attempt.spent = false;
      const recalled = replay.next(level.memory, level.locate(frame).node.key, attempt);
      const isOnRoute = recalled !== undefined && recalled !== RESET.id;
      if (mayRestart && !isOnRoute && isTimeToPractise(standing())) {
        mode = "practice";
        return { ...RESET, wholeGame: true };
      }
      const isRecalled = recalled !== undefined && mayTake(recalled, frame, attempt.spent);
      if (recalled !== undefined && !isRecalled) replay.failed(level.memory);
      const { code, by } = isRecalled
        ? { code: recalled, by: "replay" }
        : portfolio.propose(level.locate(frame));
      mode = by;
      if (!mayTake(code, frame, attempt.spent)) return anyOffered(frame, random);
      resetAt = code === RESET.id ? frame : undefined;
      return decodeAction(code);
    },

    observe(step) {
      log.observe(step);
      const { before, action, after, levelCompleted } = step;
      if (action.id === RESET.id) {
        // At a level's start it is free, unless the server refuses to start the game again.
        const isAtStart = before && attempt?.start !== undefined && !attempt.spent;
        if (isAtStart && step.billed === 1) mayRestart = false;
        return begin(after);
      }
      if (before === null || isOver(before)) return resume(after);
      const level = levelOf(before);
      const { mask } = level.memory;
      const from = level.locate(before);
      const code = encodeAction(action);
      attempt ??= joinAttempt();
      // One that the server refused was not spent on the level.
      if (step.billed === 1) noteAction(attempt, { key: from.node.key, code });

      const learn = (to: Place | typeof DEATH | typeof GOAL) => {
        level.learn(from, code, to, after, attempt?.trail?.length);
        world?.observe({ from, code, to, after });
        portfolio.observe({ from, code, to, after });
      };
      if (levelCompleted) {
        learn(GOAL);
        win(level, attempt);
        begin(after);
      } else if (after.state === "GAME_OVER") {
        learn(DEATH);
        replay.failed(level.memory);
        begin(after);
      } else if (isOver(after) || levelOf(after) !== level) {
        begin(after);
      } else {
        learn(level.locate(after));
        if (level.memory.mask !== mask) attempt.trail = undefined;
      }
    },

    playsOn: () => mayRestart && isWorthAnotherPlay(standing()),

    save: () => saveGameMemory(memory),

    describe() {
      let states = 0;
      for (const { graph } of memory.levels.values()) states += graph.nodes.length;
      return { states, mode };
    },
  };
}
