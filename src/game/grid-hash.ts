import { COLOURS, MAX_SIDE } from "./frame.ts";
import { hashNumbers } from "./hash.ts";

/** 64 bits for the cells of a grid, which can follow the change of a single cell. */
export interface GridHash {
  readonly one: number;
  readonly two: number;
}

/** The sixteen colours and HIDDEN. */
const SHADES = COLOURS + 1;

// A random number for every cell of every colour (Zobrist's table); a grid's hash is their sum.
const table = (lane: number) =>
  Int32Array.from({ length: MAX_SIDE * MAX_SIDE * SHADES }, (_, at) => hashNumbers(lane, at));
const ONE = table(1);
const TWO = table(2);

/** The hash of the cells of a grid `width` wide. */
export function hashGrid(cells: Uint8Array, width: number): GridHash {
  let one = width;
  let two = cells.length;
  for (let at = 0, base = 0; at < cells.length; at++, base += SHADES) {
    const entry = base + (cells[at] as number);
    one = (one + (ONE[entry] as number)) | 0;
    two = (two + (TWO[entry] as number)) | 0;
  }
  return { one, two };
}

/** The hash of the same grid with the cell at index `at` of colour `now` instead of `old`. */
export function rehash({ one, two }: GridHash, at: number, old: number, now: number): GridHash {
  const base = at * SHADES;
  return {
    one: (one - (ONE[base + old] as number) + (ONE[base + now] as number)) | 0,
    two: (two - (TWO[base + old] as number) + (TWO[base + now] as number)) | 0,
  };
}

const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, "0");

/** A hash as 16 hexadecimal digits. */
export const keyOf = ({ one, two }: GridHash): string => hex(one) + hex(two);
