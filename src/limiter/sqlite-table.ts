import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { diskError } from "../base/disk-error.ts";
import { isNetworkFile } from "../base/network-file.ts";
import { StoreError } from "./store-error.ts";

/** One party's cell in the file. `revision` grows by one with every change. */
export interface CellRow {
  readonly revision: number;
  readonly bootId: string;
  /** null where the reader knows this revision already. */
  readonly kept: string | null;
}

/** The table that cells live in. Everything throws a StoreError where the file fails. */
export interface CellTable {
  /** Runs `work` alone among all processes; what it writes counts when it returns, as a whole. */
  exclusively<Result>(work: () => Result): Result;
  read(key: string, knownRevision: number): CellRow | null;
  write(key: string, row: CellRow): void;
  /** Whether the file at this path is still the one that was opened. */
  isCurrent(): boolean;
  close(): void;
}

/** How long another process may hold the file. A change takes far less than a millisecond. */
const BUSY_MS = 1_000;

// Without syncing, a loss of power may lose what was written last; but it also restarts the machine,
// and then all counts as used anyway. A killed process loses nothing. The log of WAL mode works through
// memory that all users share, which those on other machines do not.
const setUp = (journal: "WAL" | "DELETE") => `
  PRAGMA journal_mode = ${journal};
  PRAGMA synchronous = OFF;
  CREATE TABLE IF NOT EXISTS cell (
    key TEXT PRIMARY KEY, revision INTEGER NOT NULL, boot_id TEXT NOT NULL, kept TEXT NOT NULL
  ) STRICT;`;

const READ = "SELECT revision, boot_id, iif(revision = ?, NULL, kept) FROM cell WHERE key = ?";

type Found = readonly [revision: number, bootId: string, kept: string | null];

const WRITE = `INSERT INTO cell (key, revision, boot_id, kept) VALUES (?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE
  SET revision = excluded.revision, boot_id = excluded.boot_id, kept = excluded.kept`;

/** Opens the file, making it (for its owner only) where it is missing. */
export function openCellTable(file: string): CellTable {
  const guard = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw new StoreError(diskError(file, error).message, { cause: error });
    }
  };
  return guard(() => {
    const database = openFile(file);
    try {
      return guardedTable(database);
    } catch (error) {
      database.close();
      throw error;
    }
  });

  function guardedTable(database: Database.Database): CellTable {
    database.exec(setUp(isNetworkFile(file) ? "DELETE" : "WAL"));
    const { ino } = statSync(file);
    const begin = database.prepare("BEGIN IMMEDIATE");
    const commit = database.prepare("COMMIT");
    const rollback = database.prepare("ROLLBACK");
    const read = database.prepare(READ).raw();
    const write = database.prepare(WRITE);

    return {
      exclusively(work) {
        guard(() => begin.run());
        try {
          const result = work();
          guard(() => commit.run());
          return result;
        } catch (error) {
          if (database.inTransaction) guard(() => rollback.run());
          throw error;
        }
      },
      read(key, knownRevision) {
        const found = guard(() => read.get(knownRevision, key)) as Found | undefined;
        return found ? { revision: found[0], bootId: found[1], kept: found[2] } : null;
      },
      write(key, { revision, bootId, kept }) {
        guard(() => write.run(key, revision, bootId, kept));
      },
      isCurrent: () => statSync(file, { throwIfNoEntry: false })?.ino === ino,
      close: () => void database.close(),
    };
  }
}

/** Whether what failed was the file's content, which will not get better by waiting. */
export function isDamage({ cause }: StoreError): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(String((cause as { code?: unknown } | undefined)?.code));
}

/**
 * Removes a damaged file. The database goes last: whoever opens it in between finds the damaged one,
 * and never loses a log that belongs to a new one.
 */
export function removeCellTable(file: string): void {
  for (const end of ["-shm", "-wal", ""]) rmSync(`${file}${end}`, { force: true });
}

function openFile(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  chmodSync(file, 0o600);
  return new Database(file, { timeout: BUSY_MS });
}
