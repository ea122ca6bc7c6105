import { once } from "node:events";
import type { Writable } from "node:stream";

/**
 * Writes to a stream. Returns nothing when the stream takes more at once, otherwise a promise that
 * resolves when it has caught up. The stream's failures stay with its `error` listener.
 */
export function writeText(
  stream: Writable,
  text: string,
  write: (text: string) => boolean = stream.write.bind(stream),
): void | Promise<void> {
  if (stream.destroyed || write(text)) return;
  const settled = new AbortController();
  const { signal } = settled;
  return Promise.race([once(stream, "drain", { signal }), once(stream, "close", { signal })])
    .then(
      () => undefined,
      () => undefined,
    )
    .finally(() => settled.abort());
}
