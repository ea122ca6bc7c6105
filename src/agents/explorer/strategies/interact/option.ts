/** An option (a temporally extended action): to go and touch a target, to press one key, to click. */
export interface Option {
  /** Equal for the same option, also in another background. */
  readonly id: number;
  /** Equal for options that look alike: they share a record. */
  readonly kind: number;
  /** Its expected use, about −5 … 6; higher is better. */
  readonly value: number;
  /** The actions it takes. */
  readonly codes: readonly number[];
  /** Whether the avatar should then stay where it is while something else is tried. */
  readonly settles: boolean;
}

/** The effects of all options of one kind, over all levels. */
export interface OptionRecord {
  tries: number;
  /** Tries that changed the background, or ended the level. */
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

/** Counts of one level, by the id of a target or an option. */
export interface LevelCounts {
  /** How often the avatar came to a target. */
  readonly touched: Map<number, number>;
  /** How often an option was run. */
  readonly used: Map<number, number>;
}
