import { levelScores, runScore } from "../../../../game/rhae.ts";

/** What a game's plays came to so far and what is known of its levels. */
export interface Standing {
  /** Length of the shortest route known through each level, up to the first that has none. */
  readonly routes: readonly number[];
  /** Actions billed on each level that a play finished; the last play is the open one. */
  readonly plays: readonly (readonly number[])[];
  /** Actions of the whole budget; may be Infinity. */
  readonly budget: number;
  /** Actions left of it. */
  readonly left: number;
  /** Actions billed on the open level so far. */
  readonly onLevel: number;
}

/**
 * What is kept in reserve, in lengths of the routes: enough for a replay that goes wrong and a second
 * one, since a route put together from the map may be wrong. Past a part of the budget, less.
 */
const RESERVE = 2;
const LEAST_RESERVE = 1.15;
const MAX_SHARE = 0.25;
/** The RESET that is billed when the open level has actions. */
const RESET_COST = 1;
/** Points, of the 100 that the routes would score, that a new play must promise. */
const MIN_GAIN = 2;
/** Plays in a row that may gain less than that before no other is believed to gain it. */
const MAX_DISAPPOINTMENTS = 2;
/** Without a budget: how many times the routes' length a level takes before they are replayed. */
const PATIENCE = 10;

const total = (lengths: readonly number[]): number =>
  lengths.reduce((sum, length) => sum + length, 0);

/** The routes from the first level on that so many actions suffice for. */
function affordable(routes: readonly number[], actions: number): readonly number[] {
  let left = actions;
  const end = routes.findIndex((length) => {
    left -= length;
    return left < 0;
  });
  return end < 0 ? routes : routes.slice(0, end);
}

function reserve({ routes, budget }: Standing): number {
  const length = total(routes);
  const wanted = Math.min(RESERVE * length, MAX_SHARE * budget);
  return Math.ceil(Math.max(wanted, LEAST_RESERVE * length)) + RESET_COST;
}

/**
 * Scores a play, 0–100. The baselines are not known: the fewest actions known for each level stand for
 * them, in RHAE's own formula.
 */
function scoring({ routes, plays }: Standing): (play: readonly number[]) => number {
  const levels = Math.max(routes.length, ...plays.map((play) => play.length));
  const fewest = Array.from({ length: levels }, (_, level) =>
    Math.min(...[...plays, routes].flatMap((play) => play[level] ?? [])),
  );
  return (play) => runScore(levelScores(fewest, play, play.length));
}

/** By how much a play of the known routes would beat the best play so far, 0–100. */
export function gainOfNewPlay(standing: Standing): number {
  const { routes, plays, left } = standing;
  const score = scoring(standing);
  return score(affordable(routes, left - RESET_COST)) - Math.max(...plays.map(score));
}

/** How many plays in a row, up to the open one, fell short of the gain that they were begun for. */
function disappointments(standing: Standing): number {
  const scores = standing.plays.map(scoring(standing));
  const gains = scores.map((score, at) => score - Math.max(...scores.slice(0, at)));
  return gains.length - 1 - gains.findLastIndex((gain) => gain >= MIN_GAIN);
}

/** Whether another play promises enough, and such promises came true. */
const promisesGain = (standing: Standing): boolean =>
  gainOfNewPlay(standing) >= MIN_GAIN && disappointments(standing) < MAX_DISAPPOINTMENTS;

/**
 * Whether to start the whole game again now and replay what is known of it: as late as the budget
 * allows, so that all levels found are in it; without a budget whenever a level takes long. Never on a
 * play that has only just begun.
 */
export function isTimeToPractise(standing: Standing): boolean {
  const { routes, plays, left, onLevel } = standing;
  // A new play would be this very play again.
  const hasBegun = onLevel > 0 || plays[plays.length - 1]?.length !== 0;
  const isLate = left <= reserve(standing);
  const wait = PATIENCE * plays.length * total(routes);
  const isLong = left === Number.POSITIVE_INFINITY && onLevel > wait;
  return hasBegun && (isLate || isLong) && promisesGain(standing);
}

/** Whether a game that was just won is worth another play. */
export const isWorthAnotherPlay = promisesGain;
