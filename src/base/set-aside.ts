import { existsSync, renameSync, rmSync, statSync } from "node:fs";

/**
 * Gives a damaged database and its log another name, which is returned. The log goes first: whoever opens
 * the file in between must not find the log of one database beside another.
 */
export function setAside(file: string): string {
  let n = 1;
  while (existsSync(`${file}.damaged-${n}`)) n += 1;
  const name = `${file}.damaged-${n}`;
  rmSync(`${file}-shm`, { force: true });
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${name}-wal`);
  renameSync(file, name);
  return name;
}

/** Tells one file from another at the same path; undefined where none can be found. */
export function inodeOf(file: string): number | undefined {
  try {
    return statSync(file).ino;
  } catch {
    return undefined;
  }
}
