import type { Journal } from "../agents/journal.ts";
import { createPast, type Past } from "./past.ts";
import { type AdviceRecord, type NewRecord, readRecord } from "./record.ts";

/** The log of what a model advised on one game in one run, across the processes of that run. */
export interface AdviceLog {
  readonly past: Past;
  /** What was read of earlier processes of the run. */
  readonly earlier: readonly AdviceRecord[];
  /** Steps seen so far, by those processes too. */
  readonly steps: number;
  stepped(): void;
  /** Writes what is new; what an earlier process has written already is passed over. */
  tell(record: NewRecord): void;
  /** Writes it in any case. */
  write(record: NewRecord): void;
  /** An action was chosen for the next step; see the record `act`. */
  chose(action: string, by: string): void;
  now(): number;
}

const NO_JOURNAL: Journal = { earlier: [], write: () => undefined, now: () => 0 };

/** Without a journal it keeps nothing. */
export function createAdviceLog(journal: Journal = NO_JOURNAL): AdviceLog {
  const earlier = journal.earlier.flatMap((record) => readRecord(record) ?? []);
  const past = createPast(earlier);
  let steps = 0;
  return {
    past,
    earlier,
    get steps() {
      return steps;
    },
    stepped() {
      steps += 1;
    },
    tell(record) {
      if (!past.knows(record.type)) journal.write(record);
    },
    write: (record) => journal.write(record),
    chose(action, by) {
      if (!past.pass(steps)) journal.write({ type: "act", step: steps, action, by });
    },
    now: () => journal.now(),
  };
}
