import { type GameFigures, gameFigures, type TotalFigures, totalFigures } from "./figures.ts";
import type { Fold } from "./folds.ts";
import type { PlayRecord } from "./play-record.ts";

/** What was asked for. */
export interface BenchScope {
  readonly agents: readonly string[];
  readonly gameIds: readonly string[];
  readonly seeds: readonly number[];
  readonly sessions: number;
  readonly maxActions: number;
  readonly folds: readonly Fold[];
}

/** A bench in figures. All but `curve` are those of the last session. */
export interface BenchReport extends Omit<BenchScope, "folds"> {
  readonly playsAll: number;
  readonly playsDone: number;
  /** By game, by agent inside; games without a level are there too. */
  readonly games: readonly GameFigures[];
  /** By agent. */
  readonly totals: readonly TotalFigures[];
  readonly folds: readonly (Fold & { readonly totals: readonly TotalFigures[] })[];
  /** By session: what agents gain from what they learned. */
  readonly curve: readonly {
    readonly session: number;
    readonly totals: readonly TotalFigures[];
  }[];
  readonly plays: readonly PlayRecord[];
}

/** Sums up those of the records that are in the scope; the others are passed over. */
export function benchReport(
  { folds, ...scope }: BenchScope,
  records: readonly PlayRecord[],
): BenchReport {
  const { agents, gameIds, seeds, sessions } = scope;
  const plays = records.filter(
    (play) =>
      agents.includes(play.agent) && gameIds.includes(play.gameId) && seeds.includes(play.seed),
  );
  const of = (agent: string, session: number) =>
    plays.filter((play) => play.agent === agent && play.session === session);
  const totals = (ids: readonly string[], session: number) =>
    agents.map((agent) => {
      const some = of(agent, session).filter((play) => ids.includes(play.gameId));
      return totalFigures(agent, some, ids.length, seeds);
    });
  return {
    ...scope,
    playsAll: agents.length * gameIds.length * seeds.length * sessions,
    playsDone: plays.length,
    games: gameIds.flatMap((gameId) =>
      agents.map((agent) => {
        const some = of(agent, sessions).filter((play) => play.gameId === gameId);
        return gameFigures(agent, gameId, some, seeds);
      }),
    ),
    totals: totals(gameIds, sessions),
    folds: folds.map((fold) => ({ ...fold, totals: totals(fold.gameIds, sessions) })),
    curve: Array.from({ length: sessions }, (_, index) => ({
      session: index + 1,
      totals: totals(gameIds, index + 1),
    })),
    plays,
  };
}
