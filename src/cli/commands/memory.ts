import { writeFileSync } from "node:fs";
import { findAgent, findOutline } from "../../agents/catalog.ts";
import { diskError } from "../../base/disk-error.ts";
import { printable, UsageError } from "../../base/errors.ts";
import { type Database, openDatabase } from "../../base/open-database.ts";
import { writeText } from "../../base/write-text.ts";
import { memoryTable, type OutlinedRow } from "../../display/memory-table.ts";
import { AGENT_MEMORY_SCHEMA, type MergeSaved } from "../../memory/agent-memory.ts";
import {
  decodeMemoryFile,
  encodeMemoryFile,
  MAX_MEMORY_FILE_BYTES,
} from "../../memory/memory-file.ts";
import {
  addMemory,
  forgetMemory,
  listMemory,
  type MemoryEntry,
  type MemoryFilter,
  type MemoryRow,
} from "../../memory/memory-rows.ts";
import { confirm } from "../confirm.ts";
import { EXIT } from "../exit.ts";
import { agentKey, loadAgent } from "../load-agent.ts";
import { readAtMost } from "../read-at-most.ts";

/** Flags that all four commands share. */
export interface MemoryFlags {
  readonly dataDir: string;
  /** A built-in agent's name or a module's path. */
  readonly agent?: string;
}

/** `arc-train memory show`: what is remembered of the games whose id begins with `prefix`. */
export async function showCommand(
  prefix: string | undefined,
  flags: MemoryFlags & { json?: true },
): Promise<number> {
  const rows = await withDatabase(flags, (database) =>
    listMemory(database, filterOf(flags, prefix === undefined ? undefined : [prefix])),
  );
  const outlined = rows.map((row) => ({ row, outline: outlineOf(row) }));
  if (flags.json) process.stdout.write(`${JSON.stringify(outlined.map(jsonRow))}\n`);
  else if (rows.length === 0) throw new UsageError(nothing(flags, prefix));
  else process.stdout.write(`${memoryTable(outlined)}\n`);
  return EXIT.done;
}

/** `arc-train memory export`: into a file, or to stdout. */
export async function exportCommand(
  file: string | undefined,
  flags: MemoryFlags & { game?: readonly string[] },
): Promise<number> {
  const rows = await withDatabase(flags, (database) =>
    listMemory(database, filterOf(flags, flags.game)),
  );
  const sound = rows.filter((row) => outlineOf(row) !== undefined);
  for (const { agent, gameId } of rows.filter((row) => !sound.includes(row))) {
    process.stderr.write(`left out, damaged: ${agent}'s ${printable(gameId)}\n`);
  }
  if (sound.length === 0) throw new UsageError(nothing(flags, flags.game?.join(", ")));
  const bytes = encodeMemoryFile(sound, file?.endsWith(".gz") === true);
  if (file === undefined) {
    await writeText(process.stdout, bytes.toString("utf8"));
    return EXIT.done;
  }
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw diskError(`writing ${file}`, error);
  }
  process.stdout.write(`exported to ${file}: ${sound.length} ${games(sound.length)}\n`);
  return EXIT.done;
}

/** `arc-train memory import`: joins a file with what is remembered, all of it or nothing. */
export async function importCommand(file: string, flags: MemoryFlags): Promise<number> {
  const bytes = await readAtMost(file, MAX_MEMORY_FILE_BYTES);
  // A module is loaded only where the user names it, never because a file does.
  const named = flags.agent === undefined ? undefined : await loadAgent(flags.agent);
  const mergeOf = (agent: string): MergeSaved | undefined =>
    flags.agent === undefined ? findAgent(agent)?.mergeSaved : named?.mergeSaved;
  const entries = about(file, () => {
    const all = asAgent(decodeMemoryFile(bytes), flags.agent);
    for (const entry of all) checkEntry(entry);
    return all;
  });
  const arrivals = await withDatabase(flags, (database) => addMemory(database, entries, mergeOf));
  for (const [at, { agent, gameId }] of entries.entries()) {
    const text = ARRIVALS[arrivals[at] as keyof typeof ARRIVALS];
    process.stdout.write(`${printable(gameId)} (${printable(agent)}): ${text}\n`);
  }
  process.stdout.write(`imported from ${file}: ${entries.length} ${games(entries.length)}\n`);
  return EXIT.done;
}

/** `arc-train memory forget`: `prefix` of games' ids, or `all`. */
export async function forgetCommand(
  prefix: string,
  flags: MemoryFlags & { yes?: true },
): Promise<number> {
  const filter = filterOf(flags, prefix === "all" ? undefined : [prefix]);
  return await withDatabase(flags, async (database) => {
    const rows = listMemory(database, filter);
    if (rows.length === 0) throw new UsageError(nothing(flags, prefix));
    if (!flags.yes && !(await agrees(rows))) {
      process.stdout.write("nothing forgotten\n");
      return EXIT.done;
    }
    for (const { agent, gameId } of forgetMemory(database, filter)) {
      process.stdout.write(`forgotten: ${printable(gameId)} (${printable(agent)})\n`);
    }
    return EXIT.done;
  });
}

const ARRIVALS = {
  new: "new",
  joined: "joined with what was there",
  replaced: "replaced what was there",
  older: "kept what was there, which is newer",
} as const;

async function agrees(rows: readonly MemoryRow[]): Promise<boolean> {
  const names = rows.map(({ gameId }) => printable(gameId)).join(", ");
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UsageError(`--yes is needed where nobody can be asked; it would forget ${names}`);
  }
  return await confirm(`Forget what was learned of ${names}?`, process.stdin, process.stdout);
}

/** Undefined: damaged. Null: only its agent understands it. */
function outlineOf({ agent, saved }: MemoryEntry): OutlinedRow["outline"] {
  if (saved === undefined) return undefined;
  const outline = findOutline(agent);
  return outline ? outline(saved) : null;
}

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
});

function asAgent(entries: MemoryEntry[], nameOrFile: string | undefined): MemoryEntry[] {
  if (nameOrFile === undefined) return entries;
  const agents = new Set(entries.map(({ agent }) => agent));
  if (agents.size > 1) {
    throw new UsageError(`--agent '${nameOrFile}': it holds memory of several agents, not of one`);
  }
  return entries.map((entry) => ({ ...entry, agent: agentKey(nameOrFile) }));
}

function checkEntry(entry: MemoryEntry): void {
  if (outlineOf(entry) !== undefined) return;
  throw new UsageError(`${entry.gameId}: this is not what the agent ${entry.agent} saves`);
}

/** Says which file a complaint is about. */
function about<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${file}: ${error.message}; nothing was imported`, { cause: error });
  }
}

const filterOf = ({ agent }: MemoryFlags, games: readonly string[] | undefined): MemoryFilter => ({
  ...(agent !== undefined && { agent: agentKey(agent) }),
  ...(games !== undefined && { games }),
});

function nothing({ dataDir, agent }: MemoryFlags, prefix: string | undefined): string {
  const whose = agent === undefined ? "" : ` by ${agent}`;
  const what =
    prefix === undefined || prefix === "all" ? "" : ` of games that begin with ${prefix}`;
  return `nothing is remembered${what}${whose} under ${dataDir}; arc-train --games 3 learns`;
}

const games = (count: number): string => (count === 1 ? "game" : "games");

async function withDatabase<Result>(
  { dataDir }: MemoryFlags,
  work: (database: Database.Database) => Result | Promise<Result>,
): Promise<Result> {
  const database = openDatabase(dataDir, [AGENT_MEMORY_SCHEMA]);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}
