/** Bytes of the `reasoning` of an action and of the `opaque` of a card, at most. */
const MAX_BYTES = 16_384;

/** Objects and lists within one another: far beyond sense, far within what can be written again. */
const MAX_DEPTH = 500;

/**
 * Whether a value read from JSON is within the API's 16 KB. It measures compact JSON with every
 * character outside printable ASCII escaped, so one of those, DEL included, counts at least 6 bytes.
 */
export function fitsJsonLimit(value: unknown): boolean {
  if (!nestsWithin(MAX_DEPTH, value)) return false;
  const json = JSON.stringify(value) ?? "";
  if (json.length > MAX_BYTES) return false;
  let bytes = json.length;
  for (let i = 0; i < json.length; i++) if (json.charCodeAt(i) >= 0x7f) bytes += 5;
  return bytes <= MAX_BYTES;
}

function nestsWithin(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => nestsWithin(levels - 1, part));
}
