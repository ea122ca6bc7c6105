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

/** What there is of it after these records. */
export function lastingOf(records: readonly AdviceRecord[]): Lasting {
  let lasting: Lasting = { notes: [], kept: {}, memory: "{}" };
  for (const record of records) {
    if (record.type === "brought") lasting = lastingIn(record);
    else if (record.type === "note") {
      lasting = { ...lasting, notes: [...lasting.notes, record.note] };
    } else if (record.type === "ran") {
      lasting = { notes: lasting.notes, ...keepsakeAfter(lasting, record) };
    }
  }
  return lasting;
}
