import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { diskError } from "./disk-error.ts";

/**
 * Writes a file as a whole or not at all: a full disk, or an end of the process in the middle, leaves what
 * was there. A device is written to as it is. Throws a DiskError.
 */
export function writeWholeFile(file: string, bytes: Uint8Array): void {
  let draft: string | null = null;
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there && !there.isFile()) return writeFileSync(file, bytes);
    // A link stays one: what it leads to is replaced.
    const target = there ? realpathSync(file) : file;
    draft = `${target}.${process.pid}.part`;
    writeFileSync(draft, bytes, there && { mode: there.mode });
    renameSync(draft, target);
  } catch (error) {
    if (draft !== null) rmSync(draft, { force: true });
    throw diskError(`writing ${file}`, error);
  }
}
