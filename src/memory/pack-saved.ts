import { deflateRawSync, inflateRawSync } from "node:zlib";

/** What a damaged row could at most make of itself. */
const MAX_BYTES = 1 << 29;

/** What an agent saved, as the database keeps it: compressed JSON. */
export const packSaved = (saved: unknown): Buffer =>
  deflateRawSync(Buffer.from(JSON.stringify(saved) ?? "null", "utf8"));

/** Takes it back; undefined where it is damaged. */
export function unpackSaved(state: Uint8Array): unknown {
  try {
    return JSON.parse(inflateRawSync(state, { maxOutputLength: MAX_BYTES }).toString("utf8"));
  } catch {
    return undefined;
  }
}
