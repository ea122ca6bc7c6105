/** A game as the server lists it. */
export interface Game {
  /** `<name>-<version>`; the name is stable, the version changes. */
  readonly gameId: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** Human baseline actions, one per level; empty where the server does not tell. */
  readonly baselines: readonly number[];
}
