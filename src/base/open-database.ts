import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { diskError } from "./disk-error.ts";

export type { Database };

/** What a layer keeps: statements that bring its tables into being, run at every start. */
export type Schema = string;

/**
 * Opens the one database below the data directory, making both where they are missing.
 * Several processes may use it at once (write-ahead log). Throws a DiskError.
 */
export function openDatabase(dataDir: string, schemas: readonly Schema[]): Database.Database {
  const file = join(dataDir, "arc-train.db");
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const database = new Database(file, { timeout: 5_000 });
    chmodSync(file, 0o600);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    for (const schema of schemas) database.exec(schema);
    return database;
  } catch (error) {
    throw diskError(`opening ${file}`, error);
  }
}
