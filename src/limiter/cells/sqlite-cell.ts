import { readBootId } from "../../base/boot-id.ts";
import type { Clock } from "../../base/clock.ts";
import { readMachineName } from "../../base/machine-name.ts";
import { watchFile } from "../../base/watch-file.ts";
import {
  CLOCKS_DIFFER_MS,
  clocksAfter,
  type MachineClocks,
  parseClocks,
  type Reading,
  readTime,
} from "../budget/machine-clocks.ts";
import { decodeKept, encodeKept, type KeptState, type StateForm, stateOf } from "./kept-state.ts";
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
  /** See base/boot-id.ts and base/machine-name.ts; default: this machine's. */
  readonly bootId?: string;
  readonly machine?: string;
  /** Told what users should know, each thing once: that others use the file, that it made no sense. */
  readonly onNotice?: (message: string) => void;
}

/** What a row holds, as far as it is known. */
interface Known<State> extends KeptState<State> {
  readonly revision: number;
  readonly clocks: MachineClocks;
}

/** What a row comes to now. */
interface Met<State> {
  readonly state: State;
  readonly time: Reading;
  /** Whether the row holds just this. */
  readonly isStored: boolean;
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
  const told = new Set<string>();
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
      const { state, time, isStored } = meet(row);
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

  function meet(row: CellRow | null): Met<State> {
    const here = { bootId, machine, clockMs: clock.now(), wallMs: clock.wallMs() };
    if (!row) {
      const time = readTime(null, here);
      const state = isExpected ? form.unknown(time.nowMs) : form.initial;
      return { state, time, isStored: false };
    }
    const text = row.kept === null ? null : decodeKept(row.kept);
    const clocks = row.kept === null ? (known?.clocks ?? null) : parseClocks(text?.clocks);
    const atMs = row.kept === null ? (known?.atMs ?? 0) : (text?.atMs ?? 0);
    const time = readTime(clocks && { atMs, bootId: row.bootId, clocks }, here);
    const found = row.kept === null ? known?.state : text && stateOf(text, form, time.nowMs);
    if (!found) {
      tell("the shared budget could not be read: all of it counts as used");
      return { state: form.unknown(time.nowMs), time, isStored: false };
    }
    tellOfOthers(time);
    if (time.isNew && time.nowMs - atMs < form.memoryMs) {
      return { state: form.unknown(time.nowMs, found), time, isStored: false };
    }
    if (clocks) known = { state: found, atMs, clocks, revision: row.revision };
    const isAlone = time.others.every(({ seenMs }) => seenMs + form.memoryMs <= time.nowMs);
    const state = form.withSlack(found, isAlone ? 0 : CLOCKS_DIFFER_MS);
    const isStored = state === found && clocks !== null && clocks.known.includes(time.mine);
    return { state, time, isStored };
  }

  function tellOfOthers({ neighbour, behindMs }: Reading) {
    if (!neighbour) return;
    const other = neighbour.machine;
    tell(
      `${file} is used from another machine (${other}) at the same time: the limit holds as long as their clocks agree; for several machines --share redis://… is meant`,
    );
    if (behindMs > CLOCKS_DIFFER_MS) {
      tell(
        `the clock of this machine is behind that of ${other}, by more than the shared limit allows for: set both`,
      );
    }
  }

  function tell(message: string) {
    if (told.has(message)) return;
    told.add(message);
    onNotice(message);
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
