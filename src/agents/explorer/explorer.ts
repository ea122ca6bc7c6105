import { type Action, RESET } from "../../game/action.ts";
import { decodeAction, encodeAction } from "../../game/action-code.ts";
import { type Frame, isOver } from "../../game/frame.ts";
import type { Step } from "../../game/step.ts";
import type { GameMemory } from "../../memory/map/game-memory.ts";
import { DEATH, GOAL } from "../../memory/map/state-graph.ts";
import { recallGameMemory } from "../../memory/store/recall-game-memory.ts";
import { saveGameMemory } from "../../memory/store/save-game-memory.ts";
import type { Agent, AgentContext, CreateAgent } from "../agent.ts";
import type { Place } from "./perception/place.ts";
import type { Transition } from "./perception/transition.ts";
import { type Attempt, joinAttempt, noteAction, startAttempt } from "./strategies/attempt.ts";
import { createBoxes } from "./strategies/boxes/boxes.ts";
import { createFill } from "./strategies/fill/fill.ts";
import { createFloor } from "./strategies/floor/floor.ts";
import { createInteract } from "./strategies/interact/interact.ts";
import { anyOffered, mayTake } from "./strategies/may-take.ts";
import { createPairs } from "./strategies/pairs/pairs.ts";
import { createPanels } from "./strategies/panels/panels.ts";
import { createPortfolio } from "./strategies/portfolio.ts";
import { type CurrentLevel, createCurrentLevel } from "./strategies/search/current-level.ts";
import { createGraphSearch } from "./strategies/search/graph-search.ts";
import { createKnownPlay } from "./strategies/search/known-play.ts";
import type { LevelPlay } from "./strategies/search/level-play.ts";
import type { Strategy } from "./strategies/strategy.ts";
import { createWorld, type World } from "./world.ts";

/** The explorer as a part of other agents. */
export interface Explorer extends Agent {
  /** The next action of a way that is known to win the level; undefined where there is none to follow. */
  recall(frame: Frame): Action | undefined;
}

/**
 * Builds a state graph of the game, and takes turns at seven strategies: six that each learn the model of
 * one kind of puzzle and plan in it, and the search for untested actions. A level that was won is replayed
 * the shortest known way.
 *
 * @param mayPractise whether it may start the game again to play the levels that it won in fewer actions
 */
export const createExplorer = (
  context: AgentContext,
  mayPractise: () => boolean = () => true,
): Explorer => {
  const world = createWorld();
  const strategies = [
    createPairs(world.presses),
    createFill(world.presses),
    createPanels(world.presses),
    createBoxes(world.navigation),
    createFloor(world.navigation),
    createInteract(world.navigation, context.random.fork("tour")),
  ];
  return explore(context, mayPractise, strategies, world);
};

/** The explorer that only searches, to measure it against. */
export const createGraphExplorer: CreateAgent = (context) => explore(context, () => true, []);

function explore(
  { random, runId = "", maxActions, canRestartGame, ...saved }: AgentContext,
  mayPractise: () => boolean,
  strategies: readonly Strategy[],
  world?: World,
): Explorer {
  const memory = recallGameMemory(runId, saved);
  const known = createKnownPlay(memory, maxActions, canRestartGame, mayPractise);
  const current = createCurrentLevel(memory);
  let attempt: Attempt | undefined;
  let mode = "search";
  /** The frame for which RESET was chosen last. */
  let resetAt: Frame | undefined;
  const search = createGraphSearch(random, current, () => attempt as Attempt);
  const portfolio = createPortfolio([...strategies, search]);
  // The world learns from a step before any strategy does.
  const learners = world ? [world, portfolio] : [portfolio];
  const beginAt = (place: Place) => {
    const isNew = current.begin(place.frame);
    for (const learner of learners) learner.begin(place, isNew);
  };

  /** `frame` shows the start of a level, or the end of the game. */
  const begin = (frame: Frame) => {
    known.abandon();
    attempt = undefined;
    if (isOver(frame)) return;
    const place = current.of(frame).locate(frame);
    attempt = startAttempt(place.node.key);
    beginAt(place);
  };

  /** A reply is missing: nothing is known of how `frame` came about. */
  const resume = (frame: Frame) => {
    if (!current.isIn(frame) || isOver(frame)) return begin(frame);
    known.abandon();
    beginAt(current.of(frame).locate(frame));
    if (attempt) attempt.trail = undefined;
  };

  /** The attempt that goes on at a frame that is to be played from. */
  const attemptAt = (frame: Frame): Attempt => {
    // The scorecard may tell of another level than the last reply that was seen.
    if (!current.isIn(frame)) attempt = undefined;
    attempt ??= joinAttempt();
    // Asked again, it was refused: the level was begun again by a RESET whose reply was lost.
    if (frame === resetAt) attempt.spent = false;
    return attempt;
  };

  const recall = (frame: Frame): Action | undefined => {
    const under = attemptAt(frame);
    const level = current.of(frame);
    const recalled = known.choose(level.locate(frame), level, under);
    if (!recalled) return undefined;
    mode = recalled.mode;
    if (mode === "replay") resetAt = recalled.action.id === RESET.id ? frame : undefined;
    return recalled.action;
  };

  return {
    recall,
    choose(frame) {
      const recalled = recall(frame);
      if (recalled) return recalled;
      const { spent } = attemptAt(frame);
      const { code, by } = portfolio.propose(current.of(frame).locate(frame));
      mode = by;
      if (!mayTake(code, frame, spent)) return anyOffered(frame, random);
      resetAt = code === RESET.id ? frame : undefined;
      return decodeAction(code);
    },
    observe(step) {
      known.observe(step, attempt);
      const { before, action, after } = step;
      if (action.id === RESET.id) return begin(after);
      if (before === null || isOver(before)) return resume(after);
      const level = current.of(before);
      const { mask } = level.memory;
      const from = level.locate(before);
      const code = encodeAction(action);
      attempt ??= joinAttempt();
      // One that the server refused was not spent on the level.
      if (step.billed === 1) noteAction(attempt, { key: from.node.key, code });

      const to = outcomeOf(step, level, current);
      if (to !== undefined) {
        level.learn({ from, code, to, after }, attempt.trail?.length);
        for (const learner of learners) learner.observe({ from, code, to, after });
      }
      if (to === GOAL) known.won(level, attempt);
      if (to === DEATH) known.failed(level);
      if (typeof to !== "object") begin(after);
      else if (level.memory.mask !== mask) attempt.trail = undefined;
    },
    playsOn: known.playsOn,
    save: () => saveGameMemory(memory),
    describe: () => ({ states: countStates(memory), mode }),
  };
}

/** Where a step on a level led; undefined where that is not a state of the level, its goal or a death. */
function outcomeOf(
  { levelCompleted, after }: Step,
  level: LevelPlay,
  current: CurrentLevel,
): Transition["to"] | undefined {
  if (levelCompleted) return GOAL;
  if (after.state === "GAME_OVER") return DEATH;
  return isOver(after) || current.of(after) !== level ? undefined : level.locate(after);
}

function countStates({ levels }: GameMemory): number {
  let states = 0;
  for (const { graph } of levels.values()) states += graph.nodes.length;
  return states;
}
