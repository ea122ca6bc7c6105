import type { Env } from "../env/env.ts";
import type { Step } from "../game/step.ts";
import type { GameEnding, GameReason } from "./events.ts";

/** A level finished, with the actions the score bills for it: failed tries and RESETs included. */
export interface CompletedLevel {
  /** Counts from 1. */
  readonly level: number;
  readonly actions: number;
}

/** How far one game has come in this run. */
export interface Progress {
  /** Levels completed in the play that is open. */
  readonly levels: number;
  /** The most levels completed in one play. */
  readonly bestLevels: number;
  /** Counts from 1; 0 before the first. */
  episode: number;
  /** Takes in a step; returns the levels it finished (two where a lost reply hid one). */
  record(step: Step): CompletedLevel[];
  ending(reason: GameReason): GameEnding;
}

export function createProgress(env: Env): Progress {
  let levels = 0;
  let bestLevels = 0;
  return {
    episode: 0,
    get levels() {
      return levels;
    },
    get bestLevels() {
      return bestLevels;
    },
    record(step) {
      const completed: CompletedLevel[] = [];
      const now = step.after.levelsCompleted;
      for (let level = levels + 1; level <= now; level++) {
        completed.push({ level, actions: step.actionsOnLevel });
      }
      levels = now;
      bestLevels = Math.max(bestLevels, now);
      return completed;
    },
    ending(reason) {
      return {
        gameId: env.gameId,
        levelsCompleted: bestLevels,
        winLevels: env.frame?.winLevels ?? 0,
        actions: env.actions,
        resets: env.resets,
        episodes: this.episode,
        reason,
      };
    },
  };
}
