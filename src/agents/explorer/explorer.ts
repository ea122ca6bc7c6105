import { CLICK, RESET } from "../../game/action.ts";
import { type Frame, isOver, lastGrid } from "../../game/frame.ts";
import { decodeAction, encodeAction } from "../../memory/action-code.ts";
import { createLevelMemory } from "../../memory/level-memory.ts";
import { restoreGameMemory } from "../../memory/restore-game-memory.ts";
import { routeToGoal } from "../../memory/route.ts";
import { saveGameMemory } from "../../memory/save-game-memory.ts";
import { DEATH, GOAL } from "../../memory/state-graph.ts";
import type { CreateAgent } from "../agent.ts";
import { type Attempt, joinAttempt, noteAction, startAttempt } from "./attempt.ts";
import { createAvatar } from "./avatar.ts";
import { createLevelPlay, type LevelPlay } from "./level-play.ts";
import { createReplay, rememberWins } from "./replay.ts";
import { createSearch } from "./search.ts";
import { createTour } from "./tour/tour.ts";
import { maskStatusBars } from "./status-bar-mask.ts";

/**
 * Draws a map of a game's states, testing first the actions that look like those which did
 * something, and plays a level it has won before the shortest way it knows.
 */
export const createExplorer: CreateAgent = ({ random, saved }) => {
  const memory = restoreGameMemory(saved);
  const search = createSearch(random);
  const replay = createReplay();
  const avatar = createAvatar();
  let current: { readonly number: number; readonly level: LevelPlay } | undefined;
  let attempt: Attempt | undefined;
  let mode = "testing";
  const LAB = (globalThis as any).LAB ?? {};
  const tour = createTour(random.fork("tour"));
  let onLevel = 0;
  let tourLevel = -1;
  let tourOut = 0;

  const levelOf = (frame: Frame): LevelPlay => {
    const number = frame.levelsCompleted;
    if (current?.number === number) return current.level;
    const known = memory.levels.get(number) ?? createLevelMemory(maskStatusBars(lastGrid(frame)));
    memory.levels.set(number, known);
    current = { number, level: createLevelPlay(known, memory.prior, avatar) };
    return current.level;
  };

  /** `frame` shows the start of a level, or the end of the game. */
  const begin = (frame: Frame) => {
    replay.abandon();
    search.forgetRoute();
    attempt = isOver(frame) ? undefined : startAttempt(levelOf(frame).locate(frame).node.key);
    if (!isOver(frame)) {
      const isNew = tourLevel !== frame.levelsCompleted;
      tourLevel = frame.levelsCompleted;
      if (isNew) { onLevel = 0; tourOut = 0; }
      tour.begin(levelOf(frame).locate(frame), isNew);
    }
  };

  /** A reply is missing: nothing is known of how `frame` came about. */
  const resume = (frame: Frame) => {
    if (current?.number !== frame.levelsCompleted || isOver(frame)) return begin(frame);
    replay.abandon();
    search.forgetRoute();
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
    forgetStates();
  };

  const explore = (level: LevelPlay, frame: Frame, { spent, start }: Attempt): number => {
    const takesClicks = frame.availableActions.includes(CLICK);
    // At the latest the third widening takes every action for untested again.
    for (let widened = 0; widened <= 3; widened++) {
      const decision = search.next(level, level.locate(frame));
      if (decision) {
        mode = decision.mode;
        return decision.code;
      }
      mode = "restarting";
      if (spent && search.mayRestart(level, start)) return RESET.id;
      level.widen(takesClicks);
    }
    return RESET.id;
  };

  return {
    choose(frame) {
      const level = levelOf(frame);
      attempt ??= joinAttempt();
      const recalled = replay.next(level.memory, level.locate(frame).node.key, attempt);
      onLevel += 1;
      if (recalled === undefined && (LAB.tour ?? 0) > 0) {
        const inSlice = onLevel <= LAB.tour || (LAB.alt && Math.floor(onLevel / LAB.alt) % 2 === 0);
        if (inSlice && tourOut < onLevel) {
          const code = tour.propose(level.locate(frame));
          if (code !== undefined) { mode = "touring"; search.forgetRoute(); return decodeAction(code); }
          tourOut = onLevel + (LAB.rest ?? 20);
        }
      }
      if (recalled === undefined) return decodeAction(explore(level, frame, attempt));
      mode = "replaying";
      return decodeAction(recalled);
    },

    observe({ before, action, after, levelCompleted }) {
      if (action.id === RESET.id) return begin(after);
      if (before === null || isOver(before)) return resume(after);
      const level = levelOf(before);
      const { mask } = level.memory;
      const from = level.locate(before);
      const code = encodeAction(action);
      attempt ??= joinAttempt();
      noteAction(attempt, { key: from.node.key, code });

      if (levelCompleted) {
        level.learn(from, code, GOAL, after);
        tour.observe({ from, code, to: GOAL, after });
        win(level, attempt);
        begin(after);
      } else if (after.state === "GAME_OVER") {
        level.learn(from, code, DEATH, after);
        tour.observe({ from, code, to: DEATH, after });
        replay.failed(level.memory);
        begin(after);
      } else if (isOver(after) || levelOf(after) !== level) {
        begin(after);
      } else {
        level.learn(from, code, level.locate(after), after);
        tour.observe({ from, code, to: level.locate(after), after });
        if (level.memory.mask !== mask) attempt.trail = undefined;
      }
    },

    save: () => saveGameMemory(memory),

    describe() {
      let states = 0;
      for (const { graph } of memory.levels.values()) states += graph.nodes.length;
      return { states, mode };
    },
  };
};
