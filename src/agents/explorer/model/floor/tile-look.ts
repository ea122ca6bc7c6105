import { COLOURS, type Grid } from "../../../../game/frame.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import { HIDDEN } from "../../../../game/mask.ts";
import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import type { Lattice } from "./tile-grid.ts";

/** A square that shows nothing but ground. */
export const PLAIN = 0;
/** A square that was not seen wholly. */
export const UNSEEN = -1;

/** What a square shows, as a number: equal for equal pictures in other colours than the ground's. */
export function readLook(
  { cells, width }: Grid,
  lattice: Lattice,
  tile: number,
  ground: ReadonlySet<number>,
): number {
  const { columns, pitchX, pitchY, left, top, across, down } = lattice;
  const x = left + (tile % columns) * pitchX;
  const y = top + Math.floor(tile / columns) * pitchY;
  let look = PLAIN;
  let at = 0;
  for (const row of down) {
    for (const column of across) {
      at += 1;
      const colour = cells[(y + row) * width + x + column] as number;
      if (colour === HIDDEN) return UNSEEN;
      if (!ground.has(colour)) look = hashNumbers(look, at, colour) & 0x3fffffff || 1;
    }
  }
  return look;
}

/** What each square shows. */
export const readLooks = (grid: Grid, lattice: Lattice, ground: ReadonlySet<number>): number[] =>
  Array.from({ length: lattice.columns * lattice.rows }, (_, tile) =>
    readLook(grid, lattice, tile, ground),
  );

/** The cells of a square, as indices into the grid. */
export function cellsIn(stride: number, lattice: Lattice, tile: number): number[] {
  const { columns, pitchX, pitchY } = lattice;
  const left = lattice.left + (tile % columns) * pitchX;
  const top = lattice.top + Math.floor(tile / columns) * pitchY;
  return cellsInBounds(stride, { left, top, right: left + pitchX - 1, bottom: top + pitchY - 1 });
}

/** The colour of most of these cells, without the hidden ones and those of `ground`; undefined where none is left. */
export function mainColour(
  { cells }: Grid,
  places: readonly number[],
  ground: ReadonlySet<number> = new Set(),
): number | undefined {
  const counts = new Uint16Array(COLOURS);
  for (const at of places) {
    const colour = cells[at] as number;
    if (colour < COLOURS && !ground.has(colour)) counts[colour] = (counts[colour] as number) + 1;
  }
  const most = Math.max(...counts);
  return most > 0 ? counts.indexOf(most) : undefined;
}
