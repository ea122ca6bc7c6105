import type { PlayRecord } from "./play-record.ts";
import { mean, median, type Spread, spreadOf } from "./statistics.ts";

/** What some plays of one agent come to. Null: nothing is known. */
interface Figures {
  readonly plays: number;
  /** Plays that failed; they count with what they reached. */
  readonly failed: number;
  /** Means over the plays. */
  readonly deaths: number | null;
  readonly states: number | null;
  /** Of all actions whose picture before is known, the share that changed nothing. */
  readonly noEffect: number | null;
  /** CPU time of the agent per step: the middle ones of the plays' p50 and p99. */
  readonly cpuMs: { readonly p50: number | null; readonly p99: number | null };
}

/** One agent on one game. */
export interface GameFigures extends Figures {
  readonly gameId: string;
  readonly agent: string;
  readonly winLevels: number;
  readonly levels: number | null;
  /** Levels completed by seed, in the order of the seeds; null where that play is missing. */
  readonly levelsBySeed: readonly (number | null)[];
  /** Mean actions to each level's first completion over the plays that completed it. */
  readonly levelActions: readonly number[];
  readonly baselines: readonly number[];
  readonly firstScore: number | null;
  readonly bestScore: number | null;
}

/**
 * One agent on several games: sums of levels and deaths, means of scores over the games, each with
 * its spread over the seeds.
 */
export interface TotalFigures extends Figures {
  readonly agent: string;
  readonly levels: Spread;
  /** Sums by seed; null for a seed that lacks a game, which is left out of the spreads too. */
  readonly levelsBySeed: readonly (number | null)[];
  readonly firstScore: Spread;
  readonly bestScore: Spread;
}

/** `plays` are those of one agent on one game, in one session. */
export function gameFigures(
  agent: string,
  gameId: string,
  plays: readonly PlayRecord[],
  seeds: readonly number[],
): GameFigures {
  const most = Math.max(0, ...plays.map((play) => play.levelActions.length));
  return {
    ...figures(plays),
    gameId,
    agent,
    winLevels: Math.max(0, ...plays.map((play) => play.winLevels)),
    levels: mean(plays.map((play) => play.levelsCompleted)),
    levelsBySeed: seeds.map(
      (seed) => plays.find((play) => play.seed === seed)?.levelsCompleted ?? null,
    ),
    levelActions: Array.from(
      { length: most },
      (_, level) => mean(plays.flatMap((play) => play.levelActions[level] ?? [])) ?? 0,
    ),
    baselines: plays.find((play) => play.baselines.length > 0)?.baselines ?? [],
    firstScore: mean(known(plays, "firstScore")),
    bestScore: mean(known(plays, "bestScore")),
  };
}

/** `plays` are those of one agent on these games, in one session. */
export function totalFigures(
  agent: string,
  plays: readonly PlayRecord[],
  gameCount: number,
  seeds: readonly number[],
): TotalFigures {
  const bySeed = seeds.map((seed) => {
    const of = plays.filter((play) => play.seed === seed);
    return of.length === gameCount ? of : null;
  });
  const whole = bySeed.filter((plays) => plays !== null);
  const score = (field: "firstScore" | "bestScore") =>
    spreadOf(whole.flatMap((plays) => mean(known(plays, field)) ?? []));
  const levels = bySeed.map((plays) => plays?.reduce((sum, play) => sum + play.levelsCompleted, 0));
  return {
    ...figures(plays),
    agent,
    deaths: mean(whole.map((plays) => plays.reduce((sum, play) => sum + play.deaths, 0))),
    levels: spreadOf(levels.filter((sum) => sum !== undefined)),
    levelsBySeed: levels.map((sum) => sum ?? null),
    firstScore: score("firstScore"),
    bestScore: score("bestScore"),
  };
}

function figures(plays: readonly PlayRecord[]): Figures {
  const compared = plays.reduce((sum, play) => sum + play.comparedSteps, 0);
  const idle = plays.reduce((sum, play) => sum + play.idleSteps, 0);
  return {
    plays: plays.length,
    failed: plays.filter((play) => play.reason === "error").length,
    deaths: mean(plays.map((play) => play.deaths)),
    states: mean(plays.map((play) => play.states)),
    noEffect: compared === 0 ? null : idle / compared,
    cpuMs: {
      p50: median(plays.map((play) => play.cpuMs.p50)),
      p99: median(plays.map((play) => play.cpuMs.p99)),
    },
  };
}

const known = (plays: readonly PlayRecord[], field: "firstScore" | "bestScore"): number[] =>
  plays.flatMap((play) => play[field] ?? []);
