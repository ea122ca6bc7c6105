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

const hex = (lane: number) => scramble(lane).toString(16).padStart(8, "0");

/**
 * 64 bits for the cells of a grid `width` wide, as 16 hexadecimal digits: two multiply-and-xor
 * lanes, FNV-1a's prime in one and MurmurHash2's multiplier in the other.
 */
export function hashCells(cells: Uint8Array, width: number): string {
  let one = 0x811c9dc5 ^ width;
  let two = 0x9747b28c ^ cells.length;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as number;
    one = Math.imul(one ^ cell, 0x01000193);
    two = Math.imul(two ^ (two >>> 15) ^ cell, 0x5bd1e995);
  }
  return hex(one) + hex(two);
}
