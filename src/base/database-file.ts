import { chmodSync, closeSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { checkDatabase } from "./check-database.ts";
import { makeDir } from "./make-dir.ts";
import { isNetworkFile } from "./network-file.ts";

/** What a layer keeps: statements that bring its tables into being, run at every start. */
export type Schema = string;

export interface DatabaseFileOptions {
  /** How long another process may hold the file. */
  readonly busyMs: number;
  /** NORMAL: a loss of power loses the last writes at most; OFF: it may cost the whole file. */
  readonly synchronous: "NORMAL" | "OFF";
  readonly schemas: readonly Schema[];
}

/**
 * Opens a database file, for its owner only, making it and its directory where they are missing: in WAL mode,
 * on a network file system with a plain journal.
 * Throws what failed; an error that `isDamage` knows for a file that must not be used.
 */
export function openDatabaseFile(file: string, options: DatabaseFileOptions): Database.Database {
  makeDir(dirname(file));
  // Opening a pipe would wait for its writer.
  if (statSync(file, { throwIfNoEntry: false })?.isFIFO()) {
    throw Object.assign(new Error("it is a pipe"), { code: "EEXIST" });
  }
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  const database = new WholeDatabase(file, { timeout: options.busyMs });
  try {
    checkDatabase(database);
    // The log of WAL mode works through memory, which those on other machines do not share.
    const journal = isNetworkFile(file) ? "DELETE" : "WAL";
    database.exec(`PRAGMA journal_mode = ${journal}; PRAGMA synchronous = ${options.synchronous};`);
    for (const schema of options.schemas) database.exec(schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Closing moves all that is in the log beside the file into the file, so that a copy of the file alone has
 * everything. libsql by itself leaves the log as it is while any statement is still in memory.
 */
class WholeDatabase extends Database {
  override close(): this {
    if (!this.open) return this;
    try {
      // Another process may be at work: then the last one to close does it.
      this.pragma("busy_timeout = 0");
      this.pragma("wal_checkpoint(TRUNCATE)");
    } catch {
      // The disk is full or gone. The log stays, and is read at the next start.
    }
    return super.close();
  }
}
