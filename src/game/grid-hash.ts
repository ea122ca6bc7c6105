import { COLOURS, MAX_SIDE } from "./frame.ts";
import { hashNumbers } from "./hash.ts";

/** The sixteen colours and HIDDEN. */
const SHADES = COLOURS + 1;

// A random number for every cell of every colour (Zobrist's table); a grid's hash is their sum.
const table = (lane: number) =>
  Int32Array.from({ length: MAX_SIDE * MAX_SIDE * SHADES }, (_, at) => hashNumbers(lane, at));
const ONE = table(1);
const TWO = table(2);

const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, "0");

/** The hash of the cells of a grid `width` wide: 64 bits as 16 hexadecimal digits. */
export function hashGrid(cells: Uint8Array, width: number): string {
  let one = width;
  let two = cells.length;
  for (let at = 0, base = 0; at < cells.length; at++, base += SHADES) {
    const entry = base + (cells[at] as number);
    one = (one + (ONE[entry] as number)) | 0;
    two = (two + (TWO[entry] as number)) | 0;
  }
  return hex(one) + hex(two);
}
