import { deflateRawSync, inflateRawSync } from "node:zlib";
import { ArcTrainError, messageOf } from "../../base/errors.ts";

/** What a damaged row could at most make of itself. */
const MAX_BYTES = 1 << 29;
/** What is kept of one game at most: a file that it is exported to takes twice as much. */
const MAX_KEPT_BYTES = 1 << 27;

/**
 * What an agent saved of a game, as the database keeps it: compressed JSON. Throws an ArcTrainError
 * for what could not be taken back: what was kept before must then stay.
 */
export function packSaved(gameId: string, saved: unknown): Buffer {
  const bytes = Buffer.from(asJson(gameId, saved), "utf8");
  if (bytes.length > MAX_KEPT_BYTES) throw unkept(gameId, `it is ${bytes.length} bytes of JSON`);
  return deflateRawSync(bytes);
}

function asJson(gameId: string, saved: unknown): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(saved);
  } catch (error) {
    throw unkept(gameId, messageOf(error), error);
  }
  if (json === undefined) throw unkept(gameId, `it is ${typeof saved}, no JSON value`);
  return json;
}

const unkept = (gameId: string, why: string, cause?: unknown): ArcTrainError =>
  new ArcTrainError(
    "UNKEPT",
    `what was learned about ${gameId} cannot be kept (${why}); what was kept before stays`,
    { cause },
  );

/** Takes it back; undefined where it is damaged. */
export function unpackSaved(state: Uint8Array): unknown {
  try {
    return JSON.parse(inflateRawSync(state, { maxOutputLength: MAX_BYTES }).toString("utf8"));
  } catch {
    return undefined;
  }
}
