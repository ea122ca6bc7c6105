import { memoryTable, type OutlinedRow } from "../../display/memory-table.ts";
import { listMemory } from "../../memory/store/memory-rows.ts";
import type { AdviceOutline } from "../../memory/store/outline-game-memory.ts";
import { EXIT } from "../exit.ts";
import {
  filterOf,
  type MemoryFlags,
  nothingRemembered,
  outlineOf,
  withMemory,
} from "../open-memory.ts";
import { print, printJson } from "../terminal.ts";

/** `arc-train memory show`: what is remembered of the games whose id begins with `prefix`. */
export async function memoryShowCommand(
  prefix: string | undefined,
  flags: MemoryFlags & { json?: true },
): Promise<number> {
  const games = prefix === undefined ? undefined : [prefix];
  const rows = await withMemory(flags, (database) => listMemory(database, filterOf(flags, games)));
  const outlined = rows.map((row) => ({ row, outline: outlineOf(row) }));
  if (flags.json) {
    printJson(outlined.map(jsonRow));
    return EXIT.done;
  }
  if (rows.length === 0) throw nothingRemembered(flags, games);
  print(memoryTable(outlined));
  return EXIT.done;
}

const jsonAdvice = ({ hasModel, input, output, ...rest }: AdviceOutline) => ({
  ...rest,
  model: hasModel,
  input_tokens: input,
  output_tokens: output,
});

const jsonRow = ({ row, outline }: OutlinedRow) => ({
  agent: row.agent,
  game_id: row.gameId,
  saved_at: new Date(row.savedAt).toISOString(),
  bytes: row.bytes,
  damaged: outline === undefined,
  levels: outline?.levels ?? null,
  states: outline?.states ?? null,
  tested_actions: outline?.tested ?? null,
  actions: outline?.actions ?? null,
  runs: outline?.runs ?? null,
  signatures: outline?.signatures ?? null,
  advice: outline?.advice ? jsonAdvice(outline.advice) : null,
});
