/** Spreads the bits of a 32-bit number: the finalizer of MurmurHash3 (Appleby, public domain). */
function scramble(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** One unsigned 32-bit number for a short list of whole numbers; their order counts. */
export function hashNumbers(...numbers: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const number of numbers) hash = scramble(Math.imul(hash, 0x01000193) ^ number);
  return hash;
}
