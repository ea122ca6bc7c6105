import type { Database } from "./open-database.ts";

/** Runs `work` alone among all that write the database: what it writes counts as a whole or not at all. */
export function inTransaction<Result>(database: Database.Database, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
