import type { Game } from "../game/game.ts";
import type { PlayRecord } from "./play-record.ts";

/** What is played in a row on one memory: one agent on one game with one seed. */
export interface Series {
  readonly agent: string;
  readonly game: Game;
  readonly seed: number;
}

/** All series, seed by seed, so that a bench broken off has treated agents and games alike. */
export function listSeries(
  agents: readonly string[],
  games: readonly Game[],
  seeds: readonly number[],
): Series[] {
  return seeds.flatMap((seed) =>
    games.flatMap((game) => agents.map((agent) => ({ agent, game, seed }))),
  );
}

/** Whether a play is one of the series. */
export const isOf = (play: PlayRecord, { agent, game, seed }: Series): boolean =>
  play.agent === agent && play.gameId === game.gameId && play.seed === seed;

/**
 * Whether nothing of a series is left to play. What its sessions learned is not kept, so one that was
 * broken off, or of which a play failed, begins again with its first session.
 */
export const isFinished = (
  series: Series,
  sessions: number,
  records: readonly PlayRecord[],
): boolean =>
  records.filter((play) => isOf(play, series) && play.reason !== "error").length === sessions;
