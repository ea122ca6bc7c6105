/** Something to do as a whole: to go and touch something, to press one key, to click. */
export interface Errand {
  /** Equal for the same errand, also in another scene. */
  readonly id: number;
  /** Equal for errands that look alike: they share a record. */
  readonly kind: number;
  /** How much it promises; about −5 … 6. */
  readonly score: number;
  /** The actions it takes. */
  readonly codes: readonly number[];
  /** Whether the mover should then stay where it is while something else is tried. */
  readonly settles: boolean;
}

/** What came of all errands of one kind, over all levels. */
export interface ErrandRecord {
  tries: number;
  /** After how many of them the scene looked as it never did in this try at the level, or the level ended. */
  events: number;
  deaths: number;
}

/** The records of a game, by kind. */
export interface ErrandRecords {
  of(kind: number): Readonly<ErrandRecord>;
  note(kind: number, what: keyof ErrandRecord): void;
}

const NEVER_TRIED: Readonly<ErrandRecord> = { tries: 0, events: 0, deaths: 0 };

/** Starts with no records. */
export function createErrandRecords(): ErrandRecords {
  const records = new Map<number, ErrandRecord>();
  return {
    of: (kind) => records.get(kind) ?? NEVER_TRIED,
    note(kind, what) {
      const record = records.get(kind) ?? { ...NEVER_TRIED };
      records.set(kind, record);
      record[what] += 1;
    },
  };
}

/** What is known of one level while it is toured: counts by the id of a target or an errand. */
export interface LevelCounts {
  /** How often the mover came to a target. */
  readonly touched: Map<number, number>;
  /** How often an errand was run. */
  readonly used: Map<number, number>;
}
