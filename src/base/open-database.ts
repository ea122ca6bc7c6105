import { join } from "node:path";
import type Database from "libsql";
import { isDamage } from "./check-database.ts";
import { openDatabaseFile, type Schema } from "./database-file.ts";
import { diskError } from "./disk-error.ts";
import { inodeOf, setAside } from "./set-aside.ts";

export type { Database };

/**
 * Opens the one database below the data directory, making both where they are missing.
 * Several processes may use it at once (write-ahead log). Throws a DiskError.
 *
 * @param onDamage where it is given, a damaged file is set aside, told of in a line, and a new one begun
 */
export function openDatabase(
  dataDir: string,
  schemas: readonly Schema[],
  onDamage?: (line: string) => void,
): Database.Database {
  const file = join(dataDir, "arc-train.db");
  const open = () => openDatabaseFile(file, { busyMs: 5_000, synchronous: "NORMAL", schemas });
  const before = inodeOf(file);
  try {
    return open();
  } catch (error) {
    if (!onDamage || !isDamage(error)) throw diskError(`opening ${file}`, error);
    try {
      // Another process may have done so already.
      if (inodeOf(file) === before) {
        onDamage(`${file} is damaged: it is now ${setAside(file)}, a new one is begun`);
      }
      return open();
    } catch (again) {
      throw diskError(`opening ${file}`, again);
    }
  }
}
