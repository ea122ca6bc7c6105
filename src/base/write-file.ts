import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { diskError } from "./disk-error.ts";

/**
 * Writes a file as a whole or not at all: a full disk, or an end of the process in the middle, leaves what
 * was there. A device is written to as it is. Throws a DiskError.
 */
export function writeWholeFile(file: string, bytes: Uint8Array): void {
  try {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there && !there.isFile()) writeFileSync(file, bytes);
    // A link stays one: what it leads to is replaced.
    else replaceFile(there ? realpathSync(file) : file, bytes, there?.mode ?? 0o666);
  } catch (error) {
    throw diskError(`writing ${file}`, error);
  }
}

function replaceFile(file: string, bytes: Uint8Array, mode: number): void {
  const draft = `${file}.${process.pid}.part`;
  try {
    writeFileSync(draft, bytes, { mode });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
