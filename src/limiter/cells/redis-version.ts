/** Names one state of a cell in Redis. No two states bear one name, not even after the server lost some. */
export interface CellVersion {
  /** Names the beginning that the state goes back to. */
  readonly epoch: string;
  /** Whether it began with nothing known before, rather than in place of a state that was lost. */
  readonly isFresh: boolean;
  /** Grows by one with each change in an epoch. */
  readonly count: number;
  /** The party that stored it. */
  readonly writer: string;
}

export function formatVersion({ epoch, isFresh, count, writer }: CellVersion): string {
  return `${isFresh ? "fresh" : "again"}/${epoch}/${count}/${writer}`;
}

/** null where it is no version. */
export function parseVersion(text: string): CellVersion | null {
  const [, beginning, epoch, count, writer] =
    /^(fresh|again)\/([^/\s]+)\/(\d+)\/([^/\s]+)$/.exec(text) ?? [];
  if (epoch === undefined || writer === undefined) return null;
  return { epoch, isFresh: beginning === "fresh", count: Number(count), writer };
}

/**
 * Whether a party that saw `latest` must take what it finds now for a substitute: begun by somebody
 * who knew of nothing, or an old copy. One that was begun in place of a lost state assumes the worst
 * already.
 */
export function isSubstitute(found: CellVersion, latest: CellVersion): boolean {
  return found.epoch === latest.epoch ? found.count < latest.count : found.isFresh;
}
