import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Clock } from "../base/clock.ts";
import { diskError } from "../base/disk-error.ts";
import { parseJson } from "../base/json.ts";
import type { Database } from "../base/open-database.ts";

export const AGENT_MEMORY_SCHEMA = `
  CREATE TABLE IF NOT EXISTS agent_memory (
    agent TEXT NOT NULL,
    game_id TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (agent, game_id)
  );
`;

/** What one agent learned about games, in the database: compressed JSON, replaced as a whole. */
export interface AgentMemoryTable {
  /** What was saved last; undefined where nothing was, or where it cannot be read any more. */
  load(gameId: string): unknown;
  /** Throws a DiskError; what was saved before then stays. */
  save(gameId: string, saved: unknown): void;
}

export function createAgentMemory(
  database: Database.Database,
  agent: string,
  clock: Clock,
): AgentMemoryTable {
  const select = database.prepare("SELECT state FROM agent_memory WHERE agent = ? AND game_id = ?");
  const replace = database.prepare(
    "INSERT OR REPLACE INTO agent_memory (agent, game_id, saved_at, state) VALUES (?, ?, ?, ?)",
  );
  return {
    load(gameId) {
      const row = select.get(agent, gameId) as { state: Uint8Array } | undefined;
      if (row === undefined) return undefined;
      try {
        return parseJson(inflateRawSync(row.state).toString("utf8"));
      } catch {
        return undefined;
      }
    },
    save(gameId, saved) {
      const state = deflateRawSync(Buffer.from(JSON.stringify(saved) ?? "null", "utf8"));
      try {
        replace.run(agent, gameId, Math.round(clock.wallMs()), state);
      } catch (error) {
        throw diskError(`keeping what was learned about ${gameId}`, error);
      }
    },
  };
}
