import type { Keepsake } from "../sandbox/sandbox.ts";
import { keepsakeAfter } from "./logged-sandbox.ts";
import type { AdviceRecord, RecordOf } from "./record.ts";

export type Tried = RecordOf<"brought">["tried"][number];

/** What outlives a process, or a run, of what a model made of a game. */
export interface Lasting extends Keepsake {
  readonly notes: readonly string[];
  /** Levels that were tried and not won. */
  readonly tried: readonly Tried[];
}

/** It, of what was saved or logged. */
export const lastingIn = ({
  notes,
  kept,
  memory,
  model,
  tried,
}: {
  readonly notes: readonly string[];
  readonly kept: Readonly<Record<string, string>>;
  readonly memory: string;
  readonly model?: string | undefined;
  readonly tried: readonly Tried[];
}): Lasting => ({ notes, kept, memory, tried, ...(model !== undefined && { model }) });

const NOTHING: Lasting = { notes: [], kept: {}, memory: "{}", tried: [] };

/** What code left behind, and the notes that were taken since what was brought along, as they were written. */
export function lastingOf(records: readonly AdviceRecord[]): Lasting {
  let lasting = NOTHING;
  for (const record of records) {
    if (record.type === "brought") lasting = { ...lastingIn(record), notes: [] };
    if (record.type === "note") lasting = { ...lasting, notes: [...lasting.notes, record.note] };
    if (record.type === "ran") {
      const { notes, tried } = lasting;
      lasting = { notes, tried, ...keepsakeAfter(lasting, record) };
    }
  }
  return lasting;
}
