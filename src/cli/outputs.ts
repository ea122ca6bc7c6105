import { systemClock } from "../base/clock.ts";
import { diskError } from "../base/disk-error.ts";
import { printError } from "./terminal.ts";

/** What became of stdout and stderr. */
export interface Outputs {
  /** Whether something could not be written, other than to a reader that went away. */
  readonly hasFailed: boolean;
  /** Waits until all is written, `atMostMs` at the most (Infinity: as long as it takes). */
  flush(atMostMs: number): Promise<void>;
}

/**
 * Listens to the failures of stdout and stderr. A reader that went away (`| head`, a terminal that was
 * closed) is no fault: what it leaves unread is dropped. Anything else is told on stderr, once.
 */
export function watchOutputs(): Outputs {
  let hasFailed = false;
  for (const [name, stream] of [
    ["stdout", process.stdout],
    ["stderr", process.stderr],
  ] as const) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (hasFailed || isReaderGone(error, stream)) return;
      hasFailed = true;
      printError(`arc-train: ${diskError(`writing to ${name}`, error).message}`);
    });
  }
  return {
    get hasFailed() {
      return hasFailed;
    },
    async flush(atMostMs) {
      const all = Promise.all([flush(process.stdout), flush(process.stderr)]);
      if (Number.isFinite(atMostMs)) await Promise.race([systemClock.sleep(atMostMs), all]);
      else await all;
    },
  };
}

/** A terminal that was closed fails with EIO, a pipe with EPIPE. */
const isReaderGone = ({ code }: NodeJS.ErrnoException, stream: NodeJS.WriteStream): boolean =>
  code === "EPIPE" || code === "ECONNRESET" || (code === "EIO" && stream.isTTY === true);

const flush = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed) resolve();
    else stream.write("", () => resolve());
  });
