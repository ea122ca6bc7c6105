/** What the server says of one play: from a game start to the next one. */
export interface PlayResult {
  readonly guid: string;
  /** RHAE, 0–100; null where the server does not tell it, as in 2025. */
  readonly score: number | null;
  readonly levelsCompleted: number;
  readonly actions: number;
  readonly resets: number;
  readonly state: string;
  /** Actions spent on each level; a level that was not reached has 0. */
  readonly levelActions: readonly number[];
  /** Human baselines of the levels; empty or negative where there are none. */
  readonly levelBaselines: readonly number[];
}

/** What the server says of one game: sums over its plays, the best of their scores. */
export interface GameResult {
  readonly gameId: string;
  readonly score: number | null;
  readonly levelsCompleted: number;
  readonly levelCount: number;
  readonly actions: number;
  readonly resets: number;
  readonly plays: readonly PlayResult[];
}

/** A scorecard as the server shows it. */
export interface Scorecard {
  /** RHAE, 0–100; null where the server does not tell it. */
  readonly score: number | null;
  readonly games: readonly GameResult[];
  /** Games of it that could not be read. */
  readonly unreadableGames: number;
  /** The reply itself, with the server's own field names. */
  readonly raw: Readonly<Record<string, unknown>>;
}
