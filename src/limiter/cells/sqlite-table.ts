import { rmSync } from "node:fs";
import { isDamage as isDamageItself } from "../../base/check-database.ts";
import { openDatabaseFile } from "../../base/database-file.ts";
import { diskError } from "../../base/disk-error.ts";
import type { Database } from "../../base/open-database.ts";
import { inodeOf } from "../../base/set-aside.ts";
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

const SCHEMA = `
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
    // Without syncing, a loss of power may lose what was written last; but it also restarts the machine,
    // and then all counts as used anyway. A killed process loses nothing.
    const options = { busyMs: BUSY_MS, synchronous: "OFF", schemas: [SCHEMA] } as const;
    const database = openDatabaseFile(file, options);
    try {
      return guardedTable(database);
    } catch (error) {
      database.close();
      throw error;
    }
  });

  function guardedTable(database: Database.Database): CellTable {
    const ino = inodeOf(file);
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
      isCurrent: () => inodeOf(file) === ino,
      close: () => void database.close(),
    };
  }
}

/** Whether what failed was the file's content, which will not get better by waiting. */
export const isDamage = ({ cause }: StoreError): boolean => isDamageItself(cause);

/**
 * Removes a damaged file. The database goes last: whoever opens it in between finds the damaged one,
 * and never loses a log that belongs to a new one.
 */
export function removeCellTable(file: string): void {
  for (const end of ["-shm", "-wal", ""]) rmSync(`${file}${end}`, { force: true });
}
