import { findOutline } from "../agents/catalog.ts";
import { UsageError } from "../base/errors.ts";
import { type Database, openDatabase } from "../base/open-database.ts";
import type { OutlinedRow } from "../display/memory-table.ts";
import { AGENT_MEMORY_SCHEMA } from "../memory/store/agent-memory.ts";
import type { MemoryEntry, MemoryFilter } from "../memory/store/memory-rows.ts";
import { agentKey } from "./load-agent.ts";

/** Flags of every `memory` command. */
export interface MemoryFlags {
  readonly dataDir: string;
  /** A built-in agent's name or a module's path. */
  readonly agent?: string;
}

/** Opens the database below the data directory for as long as `work` takes; see openDatabase. */
export async function withMemory<Result>(
  { dataDir }: MemoryFlags,
  work: (database: Database.Database) => Result | Promise<Result>,
  onDamage?: (line: string) => void,
): Promise<Result> {
  const database = openDatabase(dataDir, [AGENT_MEMORY_SCHEMA], onDamage);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** What `--agent` and the prefixes of games' ids mean. */
export const filterOf = (
  { agent }: MemoryFlags,
  games: readonly string[] | undefined,
): MemoryFilter => ({
  ...(agent !== undefined && { agent: agentKey(agent) }),
  ...(games !== undefined && { games }),
});

/** The figures of an entry; undefined: it is damaged; null: only its agent understands it. */
export function outlineOf({ agent, saved }: MemoryEntry): OutlinedRow["outline"] {
  if (saved === undefined) return undefined;
  const outline = findOutline(agent);
  return outline ? outline(saved) : null;
}

/** For a filter that nothing passes. */
export function nothingRemembered(
  { dataDir, agent }: MemoryFlags,
  games: readonly string[] | undefined,
): UsageError {
  const whose = agent === undefined ? "" : ` by ${agent}`;
  const what = games === undefined ? "" : ` of games that begin with ${games.join(", ")}`;
  return new UsageError(
    `nothing is remembered${what}${whose} under ${dataDir}; arc-train --games 3 learns`,
  );
}
