import { readBootId } from "../base/boot-id.ts";
import type { Clock } from "../base/clock.ts";
import { watchFile } from "../base/watch-file.ts";
import { decodeKept, encodeKept, type KeptState, type StateForm } from "./kept-state.ts";
import {
  type CellRow,
  type CellTable,
  isDamage,
  openCellTable,
  removeCellTable,
} from "./sqlite-table.ts";
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
  /** See base/boot-id.ts; default: this machine's. */
  readonly bootId?: string;
}

/** Clocks of one machine may differ by this much: they are read off one counter, a moment apart. */
const CLOCK_SLACK_MS = 1_000;

/**
 * A cell that all processes of one machine share, in a row of an SQLite file. `update` answers at
 * once; it throws a StoreError where the file fails, and opens it anew the next time. What is torn or
 * was deleted under its users is replaced by the unknown state, another start of the machine's by the
 * initial one.
 */
export function createSqliteCell<State>(options: SqliteCellOptions<State>): StateCell<State> {
  const { file, key, form, clock, bootId = readBootId() } = options;
  let table: CellTable | null = null;
  let known: (KeptState<State> & { readonly revision: number }) | null = null;
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
      const { state, nowMs, isStored } = read(row);
      const next = change(state, nowMs);
      const before = row?.revision ?? 0;
      if (seenRevision !== null && before !== seenRevision) metForeign = true;
      seenRevision = before;
      if (isStored && next.state === state) return next.result;

      const revision = before + 1;
      const kept = { state: next.state, atMs: nowMs };
      current.write(key, { revision, bootId, kept: encodeKept(kept, form.version) });
      known = { ...kept, revision };
      seenRevision = revision;
      isExpected = true;
      return next.result;
    });
  }

  /** The latest state, the time, and whether the row holds just this state. */
  function read(row: CellRow | null) {
    const clockMs = clock.now();
    const anew = (state: State) => ({ state, nowMs: clockMs, isStored: false });
    if (!row) return anew(isExpected ? form.unknown(clockMs) : form.initial);
    if (row.bootId !== bootId) return anew(form.initial);
    const found = row.kept === null ? known : decodeKept<State>(row.kept, form.version, clockMs);
    if (!found) return anew(form.unknown(clockMs));
    // Only a clock that began anew can be behind what was written: the machine has restarted.
    if (found.atMs > clockMs + CLOCK_SLACK_MS) return anew(form.initial);
    known = { ...found, revision: row.revision };
    return { state: found.state, nowMs: Math.max(clockMs, found.atMs), isStored: true };
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
