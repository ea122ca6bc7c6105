import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a directory and those above it, for their owner only, where they are missing. Node's own
 * `recursive` goes round for ever below one that takes no new entries, such as /proc.
 */
export function makeDir(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && !existsSync(dirname(dir))) {
      makeDir(dirname(dir));
      mkdirSync(dir, { mode: 0o700 });
    } else if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
      throw error;
    }
  }
}
