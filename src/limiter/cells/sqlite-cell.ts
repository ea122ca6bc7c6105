import { readBootId } from "../../base/boot-id.ts";
import type { Clock } from "../../base/clock.ts";
import { readMachineName } from "../../base/machine-name.ts";
import { watchFile } from "../../base/watch-file.ts";
import { encodeKept, type StateForm } from "./kept-state.ts";
import { clocksAfter } from "./machine-clocks.ts";
import { createRowReader, type Known } from "./sqlite-row.ts";
import { type CellTable, isDamage, openCellTable, removeCellTable } from "./sqlite-table.ts";
import type { Change, StateCell } from "./state-cell.ts";
import { StoreError } from "./store-error.ts";

export interface SqliteCellOptions<State> {
  /** A database of its own, made where it is missing. */
  readonly file: string;
  /** Which budget, see budget-key.ts. */
  readonly key: string;
  readonly form: StateForm<State>;
  /** Its `now` must count from the machine's start, in every process alike. */
  readonly clock: Clock;
  /** See base/boot-id.ts and base/machine-name.ts; default: this machine's. */
  readonly bootId?: string;
  readonly machine?: string;
  /** Told what users should know, each thing once: that others use the file, that it made no sense. */
  readonly onNotice?: (message: string) => void;
}

/**
 * A cell that all processes of one machine share, in a row of an SQLite file. `update` answers at
 * once; it throws a StoreError where the file fails, and opens it anew the next time. What is torn or
 * was deleted under its users is replaced by the unknown state; so is one that another start of a
 * machine left, as long as it may still matter. Machines that go on to use one file together tell one
 * time as well as their clocks allow, see machine-clocks.ts.
 */
export function createSqliteCell<State>(options: SqliteCellOptions<State>): StateCell<State> {
  const { file, key, form, clock, onNotice = () => undefined } = options;
  const { machine = readMachineName() } = options;
  // Where starts have no names, those of one machine are told apart by its clock.
  const bootId = (options.bootId ?? readBootId()) || machine;
  const readRow = createRowReader({ file, form, clock, bootId, machine, onNotice });
  let table: CellTable | null = null;
  let known: Known<State> | null = null;
  /** Whether a row was here that may be missing now. */
  let isExpected = false;
  /** What this party met, wrote or told of last, null before; and whether it met others' changes since. */
  let seenRevision: number | null = null;
  let metForeign = false;

  return {
    update(change) {
      try {
        return tryUpdate(change);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        close();
        if (!isDamage(error)) throw error;
        removeCellTable(file);
        isExpected = true;
        return tryUpdate(change);
      }
    },
    onForeignChange(listener) {
      foundForeign();
      return watchFile(file, () => {
        if (foundForeign()) listener();
      });
    },
    close,
  };

  function tryUpdate<Result>(change: Change<State, Result>): Result {
    const current = openCurrent();
    return current.exclusively(() => {
      const row = current.read(key, known?.revision ?? 0);
      const met = readRow(row, { known, isExpected });
      const { state, time, isStored } = met;
      known = met.known;
      const next = change(state, time.nowMs);
      const before = row?.revision ?? 0;
      if (seenRevision !== null && before !== seenRevision) metForeign = true;
      seenRevision = before;
      if (isStored && next.state === state) return next.result;

      const revision = before + 1;
      const clocks = clocksAfter(time, clock.wallMs());
      const kept = { version: form.version, atMs: time.nowMs, state: next.state, clocks };
      current.write(key, { revision, bootId, kept: encodeKept(kept) });
      known = { ...kept, revision };
      seenRevision = revision;
      isExpected = true;
      return next.result;
    });
  }

  /** The table, opened anew where the file was removed or replaced under it. */
  function openCurrent(): CellTable {
    if (table?.isCurrent()) return table;
    close();
    table = openCellTable(file);
    return table;
  }

  /** Whether others have changed the state since this was asked last. */
  function foundForeign(): boolean {
    try {
      const revision = readRevision();
      const isForeign = metForeign || (seenRevision !== null && revision !== seenRevision);
      seenRevision = revision;
      metForeign = false;
      return isForeign;
    } catch {
      // Whoever updates next is told what is wrong with the file.
      return false;
    }
  }

  function readRevision(): number {
    return openCurrent().read(key, seenRevision ?? 0)?.revision ?? 0;
  }

  function close() {
    table?.close();
    table = null;
    known = null;
  }
}
