/** An agent's own log of one run on one game, kept so that a process that is killed loses nothing. */
export interface Journal {
  /** What was written in this run by processes that are no more, in order; read from a file, so check it. */
  readonly earlier: readonly unknown[];
  /** Outlives the process from when it returns. Never throws: where the disk fails, play goes on without. */
  write(record: object): void;
  /** Milliseconds, to tell how long something took. */
  now(): number;
}
