import { createRandom } from "../base/random.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { assignFolds, type FoldSpec } from "./folds.ts";
import type { PlayRecord } from "./play-record.ts";
import { signFlipTest } from "./sign-flip-test.ts";
import { mean } from "./statistics.ts";

/** Plays of one agent, under the name to show. */
export interface Side {
  readonly name: string;
  readonly plays: readonly PlayRecord[];
}

/** Means over the pairs of one game. Scores are null where no pair has both. */
export interface GameComparison {
  readonly gameId: string;
  readonly pairs: number;
  readonly levels: Pair;
  readonly firstScore: Pair | null;
  readonly bestScore: Pair | null;
}

interface Pair {
  readonly a: number;
  readonly b: number;
  /** b − a. */
  readonly difference: number;
}

/** A figure over all games, with what chance may have done to the difference. */
export interface Verdict extends Pair {
  /** 95 % bootstrap interval of the difference over games; null with one game. */
  readonly interval: readonly [number, number] | null;
  /** Two-sided, of the sign-flip test over games. */
  readonly p: number;
}

export interface Comparison {
  readonly a: string;
  readonly b: string;
  readonly pairs: number;
  readonly games: readonly GameComparison[];
  /** Summed over the games. */
  readonly levels: Verdict;
  /** Means over the games that have a score; null without one. */
  readonly firstScore: Verdict | null;
  readonly bestScore: Verdict | null;
  /** Levels by fold, and in how many of them b is ahead. */
  readonly folds: readonly ({ readonly name: string; readonly games: number } & Pair)[];
  readonly foldsAhead: number;
  /** Plays without a partner, left out. */
  readonly onlyInA: readonly string[];
  readonly onlyInB: readonly string[];
}

type Figure = "levels" | "firstScore" | "bestScore";

/** The tests' only chance: the same files give the same figures. */
const SEED = "bench compare";

/**
 * Pairs the plays of the same game, seed and session. Games are the unit of both tests: the seeds of a
 * game are averaged first, for plays of one game resemble one another. Null without a pair.
 */
export function compare(a: Side, b: Side, foldSpec: FoldSpec): Comparison | null {
  const byKey = new Map(b.plays.map((play) => [keyOf(play), play]));
  const pairs = a.plays.flatMap((play) => {
    const partner = byKey.get(keyOf(play));
    return partner ? [[play, partner] as const] : [];
  });
  const paired = new Set(pairs.map(([play]) => keyOf(play)));
  const only = (side: Side) => side.plays.map(keyOf).filter((key) => !paired.has(key));
  const gameIds = [...new Set(pairs.map(([play]) => play.gameId))].sort();
  const games = gameIds.map((gameId) =>
    compareGame(
      gameId,
      pairs.filter(([play]) => play.gameId === gameId),
    ),
  );
  const levels = verdict(games, "levels", games.length);
  if (levels === null) return null;
  const folds = assignFolds(foldSpec, gameIds).map(({ name, gameIds }) => {
    const inside = games.filter(({ gameId }) => gameIds.includes(gameId));
    return { name, games: inside.length, ...sum(inside.map((game) => game.levels)) };
  });
  return {
    a: a.name,
    b: b.name,
    pairs: pairs.length,
    games,
    levels,
    firstScore: verdict(games, "firstScore", 1),
    bestScore: verdict(games, "bestScore", 1),
    folds,
    foldsAhead: folds.filter((fold) => fold.difference > 0).length,
    onlyInA: only(a),
    onlyInB: only(b),
  };
}

/** Names a play to people: game, seed, and the session where there are several. */
const keyOf = ({ gameId, seed, session, sessions }: PlayRecord): string =>
  `${gameId} seed ${seed}${sessions > 1 ? ` session ${session}` : ""}`;

function compareGame(
  gameId: string,
  pairs: readonly (readonly [PlayRecord, PlayRecord])[],
): GameComparison {
  const score = (field: "firstScore" | "bestScore") =>
    meanPair(
      pairs.flatMap(([{ [field]: a }, { [field]: b }]) =>
        a === null || b === null ? [] : [[a, b]],
      ),
    );
  return {
    gameId,
    pairs: pairs.length,
    levels: meanPair(pairs.map(([a, b]) => [a.levelsCompleted, b.levelsCompleted])) as Pair,
    firstScore: score("firstScore"),
    bestScore: score("bestScore"),
  };
}

function meanPair(pairs: readonly (readonly [number, number])[]): Pair | null {
  const [a, b] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  return a === null || b === null ? null : { a, b, difference: b - a };
}

/** The mean over the games that have the figure, times `scale`: their number makes it their sum. */
function verdict(games: readonly GameComparison[], figure: Figure, scale: number): Verdict | null {
  const pairs = games.flatMap((game) => game[figure] ?? []);
  const centre = meanPair(pairs.map(({ a, b }) => [a, b]));
  if (centre === null) return null;
  const differences = pairs.map(({ difference }) => difference);
  const random = createRandom(SEED).fork(figure);
  const interval = bootstrapInterval(differences, random.fork("interval"));
  return {
    a: centre.a * scale,
    b: centre.b * scale,
    difference: centre.difference * scale,
    interval: interval && [interval[0] * scale, interval[1] * scale],
    p: signFlipTest(differences, random.fork("signs")),
  };
}

const sum = (pairs: readonly Pair[]): Pair =>
  pairs.reduce(
    (all, { a, b, difference }) => ({
      a: all.a + a,
      b: all.b + b,
      difference: all.difference + difference,
    }),
    { a: 0, b: 0, difference: 0 },
  );
