import { findAgent } from "../../agents/catalog.ts";
import { printable, UsageError } from "../../base/errors.ts";
import { decodeMemoryFile, MAX_MEMORY_FILE_BYTES } from "../../memory/store/memory-file.ts";
import { type Arrival, addMemory, type MemoryEntry } from "../../memory/store/memory-rows.ts";
import { EXIT } from "../exit.ts";
import { agentKey, loadAgent } from "../load-agent.ts";
import { type MemoryFlags, outlineOf, withMemory } from "../open-memory.ts";
import { readAtMost } from "../read-at-most.ts";
import { print, printError } from "../terminal.ts";

const ARRIVALS: Readonly<Record<Arrival, string>> = {
  new: "new",
  joined: "joined with what was there",
  replaced: "replaces what was there",
  older: "left out, what is there is as new",
};

/** `arc-train memory import`: joins a file with what is remembered, all of it or nothing. */
export async function memoryImportCommand(file: string, flags: MemoryFlags): Promise<number> {
  // A module is loaded only where the user names it, never because a file does.
  const named = flags.agent === undefined ? undefined : await loadAgent(flags.agent);
  const entries = readEntries(file, await readAtMost(file, MAX_MEMORY_FILE_BYTES), flags.agent);
  const arrivals = await withMemory(
    flags,
    (database) =>
      addMemory(database, entries.map(marked), (agent) => (named ?? findAgent(agent))?.mergeSaved),
    (line) => printError(`arc-train: ${printable(line)}`),
  );
  for (const [at, { agent, gameId }] of entries.entries()) {
    const arrival = ARRIVALS[arrivals[at] as Arrival];
    print(`${printable(`${gameId} (${agent})`)}: ${arrival}`);
  }
  return EXIT.done;
}

/** An entry whose agent is to know that it was imported. */
function marked(entry: MemoryEntry): MemoryEntry {
  const mark = findAgent(entry.agent)?.importSaved;
  return mark ? { ...entry, saved: mark(entry.saved) } : entry;
}

/** Throws a UsageError that names the file. */
function readEntries(file: string, bytes: Uint8Array, agent: string | undefined): MemoryEntry[] {
  try {
    const entries = decodeMemoryFile(bytes);
    const asNamed = agent === undefined ? entries : asAgent(entries, agentKey(agent));
    for (const entry of asNamed) check(entry);
    return asNamed;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${file}: ${error.message}; nothing was imported`, { cause: error });
  }
}

function asAgent(entries: MemoryEntry[], key: string): MemoryEntry[] {
  if (new Set(entries.map(({ agent }) => agent)).size > 1) {
    throw new UsageError("--agent takes the memory of one agent, this is of several");
  }
  return entries.map((entry) => ({ ...entry, agent: key }));
}

function check(entry: MemoryEntry): void {
  if (outlineOf(entry) !== undefined) return;
  throw new UsageError(`what it has of ${entry.gameId} is not what ${entry.agent} saves`);
}
