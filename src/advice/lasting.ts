import type { Keepsake } from "../sandbox/sandbox.ts";
import { keepsakeAfter } from "./logged-sandbox.ts";
import type { AdviceRecord } from "./record.ts";

/** What outlives a process of what a model wrote. */
export interface Lasting extends Keepsake {
  readonly notes: readonly string[];
}

/** It, of what was saved or logged. */
export const lastingIn = ({
  notes,
  kept,
  memory,
  model,
}: {
  readonly notes: readonly string[];
  readonly kept: Readonly<Record<string, string>>;
  readonly memory: string;
  readonly model?: string | undefined;
}): Lasting => ({ notes, kept, memory, ...(model !== undefined && { model }) });

const NOTHING: Lasting = { notes: [], kept: {}, memory: "{}" };

/** What code left behind, and the notes that were taken since what was brought along, as they were written. */
export function lastingOf(records: readonly AdviceRecord[]): Lasting {
  let lasting = NOTHING;
  for (const record of records) {
    if (record.type === "brought") lasting = { ...lastingIn(record), notes: [] };
    if (record.type === "note") lasting = { ...lasting, notes: [...lasting.notes, record.note] };
    if (record.type === "ran") {
      lasting = { notes: lasting.notes, ...keepsakeAfter(lasting, record) };
    }
  }
  return lasting;
}
