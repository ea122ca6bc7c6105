import { watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Writes come in bursts: the first of a burst is told so much later, for all of it. */
const BURST_MS = 5;

/**
 * Calls back soon after a file or one beside it whose name begins with the same (`x.db`, `x.db-wal`)
 * was written, made or removed by anybody; returns how to stop. It does not keep the process alive.
 * Where the system cannot watch, it never calls back.
 */
export function watchFile(file: string, onChange: () => void): () => void {
  const name = basename(file);
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    onChange();
  };
  const stop = () => {
    clearTimeout(timer);
    watcher?.close();
  };
  const watcher = startWatching(dirname(file), (changed) => {
    if (changed === null || changed.startsWith(name)) timer ??= setTimeout(tell, BURST_MS).unref();
  });
  return stop;
}

/** A directory rather than the file: it also tells of a file that was put in another's place. */
function startWatching(dir: string, onEvent: (name: string | null) => void) {
  try {
    const watcher = watch(dir, { persistent: false }, (_, name) => onEvent(name));
    watcher.on("error", () => watcher.close());
    return watcher;
  } catch {
    return null;
  }
}
