/** Something to do as a whole: to go and touch something, to press one key, to click. */
export interface Option {
  /** Equal for the same option, also in another background. */
  readonly id: number;
  /** Equal for options that look alike: they share a record. */
  readonly kind: number;
  /** How much it promises; about −5 … 6. */
  readonly value: number;
  /** The actions it takes. */
  readonly codes: readonly number[];
  /** Whether the avatar should then stay where it is while something else is tried. */
  readonly settles: boolean;
}

/** What came of all options of one kind, over all levels. */
export interface OptionRecord {
  tries: number;
  /** After how many of them the background looked as it never did in this try at the level, or the level ended. */
  events: number;
  deaths: number;
}

/** The records of a game, by kind. */
export interface OptionRecords {
  of(kind: number): Readonly<OptionRecord>;
  note(kind: number, what: keyof OptionRecord): void;
}

const NEVER_TRIED: Readonly<OptionRecord> = { tries: 0, events: 0, deaths: 0 };

/** Starts with no records. */
export function createOptionRecords(): OptionRecords {
  const records = new Map<number, OptionRecord>();
  return {
    of: (kind) => records.get(kind) ?? NEVER_TRIED,
    note(kind, what) {
      const record = records.get(kind) ?? { ...NEVER_TRIED };
      records.set(kind, record);
      record[what] += 1;
    },
  };
}

/** What is known of one level while it is toured: counts by the id of a target or an option. */
export interface LevelCounts {
  /** How often the avatar came to a target. */
  readonly touched: Map<number, number>;
  /** How often an option was run. */
  readonly used: Map<number, number>;
}
