import { z } from "zod";
import { UsageError } from "../base/errors.ts";

/** Folds of games as asked for: that many, or by name with the prefixes of their games' ids. */
export type FoldSpec = number | Readonly<Record<string, readonly string[]>>;

/** Some of the games, under a name. */
export interface Fold {
  readonly name: string;
  readonly gameIds: readonly string[];
}

/** Folds as a JSON file declares them. */
export const foldFileSchema = z.record(z.string(), z.array(z.string().min(1)));

/**
 * Shares the games out. A number deals them in turn, in the order of their ids, so that the same games
 * always meet in the same fold. Folds without a game are left out, games without a fold are in none.
 * Throws a UsageError for a game in two folds.
 */
export function assignFolds(spec: FoldSpec, gameIds: readonly string[]): Fold[] {
  const sorted = [...gameIds].sort();
  const folds =
    typeof spec === "number"
      ? Array.from({ length: spec }, (_, turn) => ({
          name: `fold ${turn + 1}`,
          gameIds: sorted.filter((_, index) => index % spec === turn),
        }))
      : Object.entries(spec).map(([name, prefixes]) => ({
          name,
          gameIds: sorted.filter((id) => prefixes.some((prefix) => id.startsWith(prefix))),
        }));
  for (const gameId of sorted) {
    const [one, other] = folds.filter((fold) => fold.gameIds.includes(gameId));
    if (one && other) {
      throw new UsageError(`--folds: ${gameId} is in "${one.name}" and in "${other.name}"`);
    }
  }
  return folds.filter((fold) => fold.gameIds.length > 0);
}
