import { createReadStream } from "node:fs";
import { messageOf, UsageError } from "../base/errors.ts";

/** Reads a file that the user names. Throws a UsageError where it cannot be read or is longer. */
export async function readAtMost(file: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    // Whatever it is: a device has no length and no end.
    for await (const chunk of createReadStream(file, { end: maxBytes })) chunks.push(chunk);
  } catch (error) {
    throw new UsageError(`${file}: it cannot be read (${messageOf(error)})`, { cause: error });
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > maxBytes) {
    throw new UsageError(`${file}: it is longer than ${maxBytes / (1 << 20)} MiB`);
  }
  return bytes;
}
