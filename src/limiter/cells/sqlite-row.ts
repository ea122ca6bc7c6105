import type { Clock } from "../../base/clock.ts";
import { decodeKept, type KeptState, type StateForm, stateOf } from "./kept-state.ts";
import {
  CLOCKS_DIFFER_MS,
  type Here,
  type MachineClocks,
  parseClocks,
  type Reading,
  readTime,
} from "./machine-clocks.ts";
import type { CellRow } from "./sqlite-table.ts";

/** What a row holds, as far as it is known. */
export interface Known<State> extends KeptState<State> {
  readonly revision: number;
  readonly clocks: MachineClocks;
}

/** What a row comes to now. */
export interface RowReading<State> {
  readonly state: State;
  readonly time: Reading;
  /** Whether the row holds just this. */
  readonly isStored: boolean;
  /** What is known of the row from now on. */
  readonly known: Known<State> | null;
}

export interface RowReaderOptions<State> extends Pick<Here, "bootId" | "machine"> {
  /** For notices. */
  readonly file: string;
  readonly form: StateForm<State>;
  readonly clock: Clock;
  onNotice(message: string): void;
}

/**
 * Returns how to read a row: its state and the time, or the unknown state where the row was lost,
 * makes no sense, or is of an unknown age. `known`: what it held last, which a row without a text still
 * holds; `isExpected`: whether a row was here before. Each notice is given once.
 */
export function createRowReader<State>({
  file,
  form,
  clock,
  bootId,
  machine,
  onNotice,
}: RowReaderOptions<State>): (
  row: CellRow | null,
  before: { readonly known: Known<State> | null; readonly isExpected: boolean },
) => RowReading<State> {
  const told = new Set<string>();

  return (row, { known, isExpected }) => {
    const here = { bootId, machine, clockMs: clock.now(), wallMs: clock.wallMs() };
    if (!row) {
      const time = readTime(null, here);
      const state = isExpected ? form.unknown(time.nowMs) : form.initial;
      return { state, time, isStored: false, known };
    }
    const text = row.kept === null ? null : decodeKept(row.kept);
    const clocks = row.kept === null ? (known?.clocks ?? null) : parseClocks(text?.clocks);
    const atMs = row.kept === null ? (known?.atMs ?? 0) : (text?.atMs ?? 0);
    const time = readTime(clocks && { atMs, bootId: row.bootId, clocks }, here);
    const found = row.kept === null ? known?.state : text && stateOf(text, form, time.nowMs);
    if (!found) {
      tell("the shared budget could not be read: all of it counts as used");
      return { state: form.unknown(time.nowMs), time, isStored: false, known };
    }
    tellOfOthers(time);
    if (time.isNew && time.nowMs - atMs < form.memoryMs) {
      return { state: form.unknown(time.nowMs, found), time, isStored: false, known };
    }
    const isAlone = time.others.every(({ seenMs }) => seenMs + form.memoryMs <= time.nowMs);
    const state = form.withSlack(found, isAlone ? 0 : CLOCKS_DIFFER_MS);
    const isStored = state === found && clocks !== null && clocks.known.includes(time.mine);
    const { revision } = row;
    return {
      state,
      time,
      isStored,
      known: clocks ? { state: found, atMs, clocks, revision } : known,
    };
  };

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
}
