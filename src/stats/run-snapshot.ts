import type { AgentFigures } from "../agents/agent.ts";
import type { LimiterSnapshot } from "../limiter/limiter.ts";
import type { GameReason, RunReason } from "../training/events.ts";
import type { AdviceFigures } from "./advice-figures.ts";

/** One game of a run, at one moment. */
export interface GameSnapshot {
  readonly gameId: string;
  readonly title: string;
  /** Levels completed in the open play, and the most in any play. */
  readonly levels: number;
  readonly bestLevels: number;
  /** 0 until the first frame tells. */
  readonly winLevels: number;
  readonly actions: number;
  /** 0: not begun. */
  readonly episode: number;
  readonly lastAction: string | null;
  readonly figures: AgentFigures;
  /** Null where no model was asked. */
  readonly advice: AdviceFigures | null;
  /** Actions spent on each level completed first, level 1 first. */
  readonly levelActions: readonly number[];
  /** Human baselines of all levels; empty where unknown. */
  readonly baselines: readonly number[];
  /** RHAE of the best play, known when the scorecard is closed. */
  readonly score: number | null;
  /** Null while it is played. */
  readonly reason: GameReason | null;
}

/** A run at one moment: plain data, what the screen shows and `stats` reads back. */
export interface RunSnapshot {
  readonly runId: string;
  readonly agent: string;
  readonly server: string;
  readonly cardId: string | null;
  /** RHAE of the whole card, once closed. */
  readonly score: number | null;
  readonly elapsedMs: number;
  readonly maxMs: number | null;
  readonly maxActions: number;
  readonly games: readonly GameSnapshot[];
  readonly limiter: LimiterSnapshot | null;
  /** Null while it runs. */
  readonly reason: RunReason | null;
}

/** A run of which nothing was told yet. */
export const EMPTY_RUN: RunSnapshot = {
  runId: "",
  agent: "",
  server: "",
  cardId: null,
  score: null,
  elapsedMs: 0,
  maxMs: null,
  maxActions: 0,
  games: [],
  limiter: null,
  reason: null,
};
