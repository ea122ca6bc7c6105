import type { Grid } from "../../../../game/frame.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import { HIDDEN } from "../../../../game/mask.ts";
import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import type { TileGrid } from "./tile-grid.ts";

/** The look of a tile that shows nothing but floor colours. */
export const PLAIN = 0;
/** The look of a tile that was not seen wholly. */
export const UNSEEN = -1;

/** The look of a tile, a hash of its picture in other colours than the floor's. */
export function readLook(
  { cells, width }: Grid,
  tileGrid: TileGrid,
  tile: number,
  floorColours: ReadonlySet<number>,
): number {
  const { columns, pitchX, pitchY, left, top, across, down } = tileGrid;
  const x = left + (tile % columns) * pitchX;
  const y = top + Math.floor(tile / columns) * pitchY;
  let look = PLAIN;
  let at = 0;
  for (const row of down) {
    for (const column of across) {
      at += 1;
      const colour = cells[(y + row) * width + x + column] as number;
      if (colour === HIDDEN) return UNSEEN;
      if (!floorColours.has(colour)) look = hashNumbers(look, at, colour) & 0x3fffffff || 1;
    }
  }
  return look;
}

/** The look of each tile. */
export const readLooks = (
  grid: Grid,
  tileGrid: TileGrid,
  floorColours: ReadonlySet<number>,
): number[] =>
  Array.from({ length: tileGrid.columns * tileGrid.rows }, (_, tile) =>
    readLook(grid, tileGrid, tile, floorColours),
  );

/** The cells of a tile, as indices into the grid. */
export function cellsIn(stride: number, tileGrid: TileGrid, tile: number): number[] {
  const { columns, pitchX, pitchY } = tileGrid;
  const left = tileGrid.left + (tile % columns) * pitchX;
  const top = tileGrid.top + Math.floor(tile / columns) * pitchY;
  return cellsInBounds(stride, { left, top, right: left + pitchX - 1, bottom: top + pitchY - 1 });
}
