import { diskError } from "../../base/disk-error.ts";
import { inTransaction } from "../../base/in-transaction.ts";
import type { Database } from "../../base/open-database.ts";
import type { MergeSaved } from "./agent-memory.ts";
import { packSaved, unpackSaved } from "./pack-saved.ts";

/** What one agent saved of one game. */
export interface MemoryEntry {
  readonly agent: string;
  readonly gameId: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly saved: unknown;
}

/** An entry as the database has it; `saved` is undefined where it cannot be read any more. */
export interface MemoryRow extends MemoryEntry {
  /** What it takes in the database, compressed. */
  readonly bytes: number;
}

/** Which entries are meant; without any condition, all. */
export interface MemoryFilter {
  readonly agent?: string;
  /** A game's id begins with one of these. */
  readonly games?: readonly string[];
}

interface ListedRow {
  readonly agent: string;
  readonly gameId: string;
  readonly savedAt: number;
  /** Where several rows are asked for, the driver gives bytes as this. */
  readonly state: ArrayBuffer;
}

interface StoredRow {
  readonly savedAt: number;
  readonly state: Uint8Array;
}

const SELECT =
  "SELECT agent, game_id AS gameId, saved_at AS savedAt, state FROM agent_memory ORDER BY agent, game_id";
const REPLACE =
  "INSERT OR REPLACE INTO agent_memory (agent, game_id, saved_at, state) VALUES (?, ?, ?, ?)";

/** What is remembered, by agent and game. */
export function listMemory(database: Database.Database, filter: MemoryFilter = {}): MemoryRow[] {
  const { agent, games } = filter;
  const rows = database.prepare(SELECT).all() as ListedRow[];
  return rows
    .filter((row) => agent === undefined || row.agent === agent)
    .filter((row) => games?.some((prefix) => row.gameId.startsWith(prefix)) ?? true)
    .map(({ state, ...row }) => ({
      ...row,
      bytes: state.byteLength,
      saved: unpackSaved(new Uint8Array(state)),
    }));
}

/** Removes what the filter means and returns it. Throws a DiskError. */
export function forgetMemory(database: Database.Database, filter: MemoryFilter): MemoryRow[] {
  const remove = database.prepare("DELETE FROM agent_memory WHERE agent = ? AND game_id = ?");
  return changing(database, "forgetting", () => {
    const rows = listMemory(database, filter);
    for (const { agent, gameId } of rows) remove.run(agent, gameId);
    return rows;
  });
}

/** What became of an entry: joined with what was there, or the later one of both kept. */
export type Arrival = "new" | "joined" | "replaced" | "older";

/**
 * Adds entries to what is remembered, all or none. What is there already is joined by the agent's
 * `mergeSaved`; without one, what was saved later stays. Throws a DiskError, or what a merge throws.
 */
export function addMemory(
  database: Database.Database,
  entries: readonly MemoryEntry[],
  mergeOf: (agent: string) => MergeSaved | undefined,
): Arrival[] {
  const replace = database.prepare(REPLACE);
  const select = database.prepare(
    "SELECT saved_at AS savedAt, state FROM agent_memory WHERE agent = ? AND game_id = ?",
  );
  return changing(database, "keeping what was imported", () =>
    entries.map(({ agent, gameId, savedAt, saved }) => {
      const row = select.get(agent, gameId) as StoredRow | undefined;
      const there = row && unpackSaved(row.state);
      const merge = mergeOf(agent);
      if (row && there !== undefined && !merge && row.savedAt >= savedAt) return "older";
      const joined = there !== undefined && merge ? merge(there, saved) : saved;
      replace.run(agent, gameId, Math.max(savedAt, row?.savedAt ?? 0), packSaved(gameId, joined));
      if (!row) return "new";
      return there !== undefined && merge ? "joined" : "replaced";
    }),
  );
}

function changing<Result>(database: Database.Database, what: string, work: () => Result): Result {
  try {
    return inTransaction(database, work);
  } catch (error) {
    throw isDatabaseError(error) ? diskError(what, error) : error;
  }
}

const isDatabaseError = (error: unknown): boolean =>
  String((error as { code?: unknown } | null)?.code ?? "").startsWith("SQLITE_");
