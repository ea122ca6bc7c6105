import type { StateForm } from "../../../src/limiter/cells/kept-state.ts";
import type { Change } from "../../../src/limiter/cells/state-cell.ts";

/** What the cells are tried with: how often it was changed, and whether time ever went back. */
export interface Tally {
  readonly count: number;
  readonly lastMs: number;
  readonly timesBack: number;
  /** Whether it began as the unknown state. */
  readonly isDoubtful: boolean;
}

export const EMPTY_TALLY: Tally = { count: 0, lastMs: 0, timesBack: 0, isDoubtful: false };

/** The same in `party.js`. */
export const TALLY_FORM: StateForm<Tally> = {
  version: 7,
  initial: EMPTY_TALLY,
  unknown: (nowMs) => ({ ...EMPTY_TALLY, lastMs: nowMs, isDoubtful: true }),
  parse: (state) => state as Tally,
  memoryMs: 95_000,
  withSlack: (state) => state,
};

/** One more; the result is the count before. */
export const countUp: Change<Tally, number> = (tally, nowMs) => ({
  state: {
    ...tally,
    count: tally.count + 1,
    lastMs: nowMs,
    timesBack: tally.timesBack + (nowMs < tally.lastMs ? 1 : 0),
  },
  result: tally.count,
});

/** Changes nothing. */
export const look: Change<Tally, Tally> = (tally) => ({ state: tally, result: tally });
