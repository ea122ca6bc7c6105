/** The periodic cells of a level: they change to and fro by themselves, at equal intervals. */
export interface PeriodicCells {
  /** An action was taken; its changes follow. */
  tick(): void;
  /** A cell changed. Returns whether it is periodic. */
  change(cell: number): boolean;
  has(cell: number): boolean;
  /** The level begins again: the time between is unknown. */
  restart(): void;
}

/** A cell is periodic after so many changes in a row that came one period after the last but one. */
const LEAST_BEATS = 3;
/** Longer periods are not told from chance within a level. */
const MAX_PERIOD = 24;

/** Starts with none, for a background of so many cells. */
export function createPeriodicCells(size: number): PeriodicCells {
  const known = new Uint8Array(size);
  const beats = new Uint8Array(size);
  const periods = new Uint8Array(size);
  // The times of the latest change and of that before it; 0 for none.
  const last = new Uint32Array(size);
  const before = new Uint32Array(size);
  let time = 1;

  return {
    tick() {
      time += 1;
    },
    change(cell) {
      const period = before[cell] === 0 ? 0 : time - (before[cell] as number);
      const isBeat = period > 0 && period <= MAX_PERIOD && period === periods[cell];
      beats[cell] = isBeat ? (beats[cell] as number) + 1 : 0;
      periods[cell] = period <= MAX_PERIOD ? period : 0;
      before[cell] = last[cell] as number;
      last[cell] = time;
      if (beats[cell] === LEAST_BEATS) known[cell] = 1;
      return known[cell] === 1;
    },
    has: (cell) => known[cell] === 1,
    restart() {
      last.fill(0);
      before.fill(0);
      periods.fill(0);
      beats.fill(0);
    },
  };
}
