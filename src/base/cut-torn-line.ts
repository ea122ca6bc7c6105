import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from "node:fs";

const BLOCK_BYTES = 64 * 1024;
const NEWLINE = 10;

/** Cuts off what a full disk left of a file's last line. Does nothing where the file cannot be read. */
export function cutTornLine(file: string): void {
  let handle: number | undefined;
  try {
    handle = openSync(file, "r+");
    ftruncateSync(handle, wholeLines(handle));
  } catch {
    // It cannot be mended; whoever reads it meets a line without its end.
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** How many bytes of it are whole lines. */
function wholeLines(handle: number): number {
  const block = Buffer.alloc(BLOCK_BYTES);
  for (let end = fstatSync(handle).size; end > 0; end -= BLOCK_BYTES) {
    const start = Math.max(0, end - BLOCK_BYTES);
    const length = readSync(handle, block, 0, end - start, start);
    const newline = block.subarray(0, length).lastIndexOf(NEWLINE);
    if (newline >= 0) return start + newline + 1;
  }
  return 0;
}
