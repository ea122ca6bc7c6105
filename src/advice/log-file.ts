import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock } from "../base/clock.ts";
import { cutTornLine } from "../base/cut-torn-line.ts";
import { type DiskError, diskError } from "../base/disk-error.ts";
import { fileName } from "../base/file-name.ts";
import { makeDir } from "../base/make-dir.ts";
import { LOG_NAME, readLog } from "./read-log.ts";
import type { AdviceRecord, NewRecord } from "./record.ts";

/** The log of one game of a run, as a file that is open. */
export interface LogFile {
  /** What earlier processes of the run wrote. */
  readonly earlier: readonly AdviceRecord[];
  write(record: NewRecord): void;
  close(): void;
}

export interface LogFileOptions {
  readonly clock: Clock;
  /** Called once, with the first failure; nothing more is written then. */
  failed(error: DiskError): void;
}

/** The file of a game's log in a run, below the data directory. */
export const logPath = (dataDir: string, runId: string, gameId: string): string =>
  join(dataDir, "advice", fileName(runId), fileName(gameId), LOG_NAME);

/**
 * Opens a log, for its owner only, and goes on behind its last whole line. A record that was written is in
 * the system's hands: it outlives the process, however that ends. Never throws.
 */
export function openLog(file: string, { clock, failed }: LogFileOptions): LogFile {
  let earlier: readonly AdviceRecord[] = [];
  let handle: number | undefined;
  const attempt = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      close();
      failed(diskError(`${what} ${file}`, error));
    }
  };
  const close = () => {
    if (handle !== undefined) closeSync(handle);
    handle = undefined;
  };
  attempt("opening", () => {
    makeDir(dirname(file));
    if (existsSync(file)) {
      cutTornLine(file);
      earlier = readLog(file);
    }
    handle = openSync(file, "a", 0o600);
  });
  return {
    earlier,
    write(record) {
      if (handle === undefined) return;
      const { type, ...rest } = record;
      const line = `${JSON.stringify({ type, t: Math.round(clock.wallMs()), ...rest })}\n`;
      attempt("writing", () => writeWhole(handle as number, Buffer.from(line)));
    },
    close,
  };
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}
