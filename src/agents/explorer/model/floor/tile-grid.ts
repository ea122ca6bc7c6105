import type { Grid } from "../../../../game/frame.ts";
import type { Displacement } from "../../perception/displacement.ts";
import type { Spot } from "../../perception/sprite.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { KeyDisplacement } from "../moves/move-graph.ts";

/** The tiles that steps of one length divide a grid into, in reading order. */
export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** The size of a tile: how far a step goes. */
  readonly pitchX: number;
  readonly pitchY: number;
  /** The upper left cell of the first tile. */
  readonly left: number;
  readonly top: number;
  /** Where in its tile the avatar's bounds begin. */
  readonly insetX: number;
  readonly insetY: number;
  /** The columns and rows of a tile that are looked at. */
  readonly across: readonly number[];
  readonly down: readonly number[];
}

/** The tile in whose middle an avatar's bounds begin at `spot`; undefined for spots between tiles. */
export function tileAt(tileGrid: TileGrid, { x, y }: Spot): number | undefined {
  const { columns, rows, pitchX, pitchY, left, top, insetX, insetY } = tileGrid;
  const column = (x - insetX - left) / pitchX;
  const row = (y - insetY - top) / pitchY;
  if (!Number.isInteger(column) || !Number.isInteger(row)) return undefined;
  if (column < 0 || row < 0 || column >= columns || row >= rows) return undefined;
  return row * columns + column;
}

/** Where an avatar's bounds begin in the middle of a tile. */
export const spotOf = (tileGrid: TileGrid, tile: number): Spot => ({
  x: tileGrid.left + tileGrid.insetX + (tile % tileGrid.columns) * tileGrid.pitchX,
  y: tileGrid.top + tileGrid.insetY + Math.floor(tile / tileGrid.columns) * tileGrid.pitchY,
});

/** The tile so many columns and rows away; undefined outside. */
export function beside({ columns, rows }: TileGrid, tile: number, dx: number, dy: number) {
  const column = (tile % columns) + dx;
  const row = Math.floor(tile / columns) + dy;
  const isInside = column >= 0 && row >= 0 && column < columns && row < rows;
  return isInside ? row * columns + column : undefined;
}

/** Whether a displacement leads from one tile to the next. */
export const isTileStep = ({ pitchX, pitchY }: TileGrid, { dx, dy }: Displacement): boolean =>
  Math.abs(dx) / pitchX + Math.abs(dy) / pitchY === 1;

/** Of tiles up to this size so many lines are looked at: they look the same at another scale. */
const MAX_SCALED = 10;
const LINES = 5;

/** The lines of a tile that are looked at, across or down. */
const linesOf = (pitch: number): number[] =>
  pitch > MAX_SCALED
    ? Array.from({ length: pitch }, (_, line) => line)
    : Array.from({ length: LINES }, (_, line) =>
        Math.floor((pitch * (2 * line + 1)) / (2 * LINES)),
      );

const MIN_PITCH = 2;

/**
 * The tiles that an avatar steps over, by how the keys move it; undefined where it goes aslant, by
 * different lengths, or by less than its own.
 */
export function fitTileGrid(
  { width, height }: Grid,
  { sprite, spot }: Avatar,
  displacements: readonly KeyDisplacement[],
): TileGrid | undefined {
  const lengthsX = new Set(
    displacements.filter(({ dy }) => dy === 0).map(({ dx }) => Math.abs(dx)),
  );
  const lengthsY = new Set(
    displacements.filter(({ dx }) => dx === 0).map(({ dy }) => Math.abs(dy)),
  );
  if (displacements.some(({ dx, dy }) => dx !== 0 && dy !== 0)) return undefined;
  const [pitchX = [...lengthsY][0]] = lengthsX;
  const [pitchY = pitchX] = lengthsY;
  if (lengthsX.size > 1 || lengthsY.size > 1 || !pitchX || !pitchY) return undefined;
  if (Math.min(pitchX, pitchY) < MIN_PITCH) return undefined;
  if (sprite.width > pitchX || sprite.height > pitchY) return undefined;
  const insetX = (pitchX - sprite.width) >> 1;
  const insetY = (pitchY - sprite.height) >> 1;
  const left = (spot.x - insetX + pitchX) % pitchX;
  const top = (spot.y - insetY + pitchY) % pitchY;
  const columns = Math.floor((width - left) / pitchX);
  const rows = Math.floor((height - top) / pitchY);
  const [across, down] = [linesOf(pitchX), linesOf(pitchY)];
  return { columns, rows, pitchX, pitchY, left, top, insetX, insetY, across, down };
}
