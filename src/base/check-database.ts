import { isUtf8 } from "node:buffer";
import type Database from "libsql";

/** What a database holds is damaged. */
class Damage extends Error {
  readonly code = "SQLITE_CORRUPT";
}

/** Whether an error says that the file holds no database, or a damaged one: waiting will not mend it. */
export const isDamage = (error: unknown): boolean =>
  /^SQLITE_(NOTADB|CORRUPT)/.test(String((error as { code?: unknown } | null)?.code));

const COUNT_FAULTS = "SELECT count(*) FROM pragma_quick_check(1) WHERE quick_check <> 'ok'";
const COLUMNS = `SELECT CAST(t.name AS BLOB), CAST(c.name AS BLOB)
  FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table'`;

/**
 * Throws an error (see isDamage) for a database that must not be read: its pages do not fit together, or
 * it has text that is not UTF-8, at which libsql ends the process. Asks for no text itself.
 */
export function checkDatabase(database: Database.Database): void {
  for (const [faults] of rawRows(database, COUNT_FAULTS)) {
    if (faults !== 0) throw new Damage("its pages do not fit together");
  }
  for (const [table, column] of rawRows(database, COLUMNS)) {
    const name = quoted(column);
    const texts = `SELECT CAST(${name} AS BLOB) FROM ${quoted(table)} WHERE typeof(${name}) = 'text'`;
    for (const [text] of rawRows(database, texts)) textOf(text);
  }
}

const rawRows = (database: Database.Database, sql: string) =>
  database.prepare(sql).raw().iterate() as IterableIterator<unknown[]>;

const quoted = (name: unknown): string => `"${textOf(name).replaceAll('"', '""')}"`;

function textOf(bytes: unknown): string {
  const buffer = bytes as Buffer;
  if (!isUtf8(buffer)) throw new Damage("it holds text that is none");
  return buffer.toString("utf8");
}
