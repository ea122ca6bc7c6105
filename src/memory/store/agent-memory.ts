import { createHash } from "node:crypto";
import type { Clock } from "../../base/clock.ts";
import { diskError } from "../../base/disk-error.ts";
import { ArcTrainError } from "../../base/errors.ts";
import { inTransaction } from "../../base/in-transaction.ts";
import type { Database } from "../../base/open-database.ts";
import { splitGameId } from "../../game/game.ts";
import { packSaved, unpackSaved } from "./pack-saved.ts";

export const AGENT_MEMORY_SCHEMA = `
  CREATE TABLE IF NOT EXISTS agent_memory (
    agent TEXT NOT NULL,
    game_id TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (agent, game_id)
  );
`;

/** Joins what two runs saved of one game; the order must not matter, nor how often. */
export type MergeSaved = (a: unknown, b: unknown) => unknown;

/** What one agent learned about games, in the database, as one run has it there. */
export interface AgentMemoryTable {
  /** What was saved last; undefined where nothing was, or where it cannot be read any more. */
  load(gameId: string): unknown;
  /** Where nothing was saved of this game: the id of the version of it that was saved last. */
  earlierVersionOf(gameId: string): string | undefined;
  /** What was saved of that version. */
  loadEarlierVersion(gameId: string): unknown;
  /**
   * Replaces what this run loaded or saved; what others saved in between is joined with it, in one
   * transaction. Undefined is nothing to save. Throws a DiskError, or an ArcTrainError for what could not
   * be read back; what was saved before then stays.
   */
  save(gameId: string, saved: unknown): void;
}

/** Without `merge` the last save replaces whatever is there. */
export function createAgentMemory(
  database: Database.Database,
  agent: string,
  clock: Clock,
  merge?: MergeSaved,
): AgentMemoryTable {
  const select = database.prepare("SELECT state FROM agent_memory WHERE agent = ? AND game_id = ?");
  const selectVersion = database.prepare(
    `SELECT game_id AS gameId FROM agent_memory
    WHERE agent = ? AND substr(game_id, 1, length(?)) = ? ORDER BY game_id = ? DESC, saved_at DESC`,
  );
  const replace = database.prepare(
    "INSERT OR REPLACE INTO agent_memory (agent, game_id, saved_at, state) VALUES (?, ?, ?, ?)",
  );
  /** Digests of the rows as this run read or wrote them. */
  const seen = new Map<string, string>();
  /** What others saved meanwhile. */
  const fromOthers = new Map<string, unknown>();

  const stateOf = (gameId: string): Uint8Array | undefined =>
    (select.get(agent, gameId) as { state: Uint8Array } | undefined)?.state;

  const earlierVersionOf = (gameId: string): string | undefined => {
    const name = `${splitGameId(gameId).name}-`;
    const row = selectVersion.get(agent, name, name, gameId) as { gameId: string } | undefined;
    return row?.gameId === gameId ? undefined : row?.gameId;
  };

  const joinOthers = (gameId: string, saved: unknown): unknown => {
    if (!merge) return saved;
    const state = stateOf(gameId);
    const theirs = state && seen.get(gameId) !== digest(state) ? unpackSaved(state) : undefined;
    if (theirs !== undefined) {
      const known = fromOthers.get(gameId);
      fromOthers.set(gameId, known === undefined ? theirs : merge(known, theirs));
    }
    return fromOthers.has(gameId) ? merge(fromOthers.get(gameId), saved) : saved;
  };

  const write = (gameId: string, saved: unknown): string => {
    const state = packSaved(gameId, joinOthers(gameId, saved));
    replace.run(agent, gameId, Math.round(clock.wallMs()), state);
    return digest(state);
  };

  return {
    load(gameId) {
      const state = stateOf(gameId);
      if (state === undefined) return undefined;
      seen.set(gameId, digest(state));
      return unpackSaved(state);
    },
    earlierVersionOf,
    loadEarlierVersion(gameId) {
      const earlier = earlierVersionOf(gameId);
      const state = earlier === undefined ? undefined : stateOf(earlier);
      return state && unpackSaved(state);
    },
    save(gameId, saved) {
      if (saved === undefined) return;
      try {
        const written = inTransaction(database, () => write(gameId, saved));
        seen.set(gameId, written);
      } catch (error) {
        if (error instanceof ArcTrainError) throw error;
        throw diskError(`keeping what was learned about ${gameId}`, error);
      }
    },
  };
}

const digest = (state: Uint8Array): string => createHash("sha256").update(state).digest("base64");
