import { UsageError } from "./errors.ts";

/** What a byte order mark at the front of a text file says about the rest. */
const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { bytes: [0xff, 0xfe], encoding: "utf-16le" },
  { bytes: [0xfe, 0xff], encoding: "utf-16be" },
] as const;

/**
 * The text of a file that a user wrote: UTF-8, or UTF-16 where it begins with a byte order mark, which is
 * no part of the text. Throws a UsageError that names `file` where it is neither.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const mark = MARKS.find(({ bytes: begin }) => begin.every((byte, at) => bytes[at] === byte));
  try {
    const text = new TextDecoder(mark?.encoding, { fatal: true }).decode(bytes);
    // UTF-16 without a mark reads as UTF-8 full of them.
    if (!text.includes("\0")) return text;
  } catch {
    // Told below.
  }
  throw new UsageError(`${file}: it is not text in UTF-8; save it as UTF-8`);
}
