import type { Grid } from "../../../game/frame.ts";
import { boundsAround, heightOf, widthOf } from "./bounds.ts";
import type { Displacement } from "./displacement.ts";

/** A place on the grid: the column and row of a box's upper left cell. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A spot as one number. */
export const spotCode = ({ x, y }: Spot): number => (y + 64) * 256 + x + 64;

/** What a movable thing looks like: its cells, relative to the upper left corner of their box. */
export interface Sprite {
  readonly width: number;
  readonly height: number;
  readonly dx: Uint8Array;
  readonly dy: Uint8Array;
  readonly colours: Uint8Array;
}

/** Cuts the sprite out of a view that consists of these cells (indices into the view), and says where it is. */
export function cutSprite(view: Grid, cells: readonly number[]): { sprite: Sprite; spot: Spot } {
  const bounds = boundsAround(cells, view.width);
  const { left: x, top: y } = bounds;
  const sprite = {
    width: widthOf(bounds),
    height: heightOf(bounds),
    dx: Uint8Array.from(cells, (at) => (at % view.width) - x),
    dy: Uint8Array.from(cells, (at) => Math.floor(at / view.width) - y),
    colours: Uint8Array.from(cells, (at) => view.cells[at] as number),
  };
  return { sprite, spot: { x, y } };
}

/** The share of a sprite's cells that show its colours where it is put, 0 … 1; what is outside the view does not. */
export function matchAt(view: Grid, sprite: Sprite, { x, y }: Spot): number {
  const { dx, dy, colours } = sprite;
  let same = 0;
  for (let i = 0; i < colours.length; i++) {
    const column = x + (dx[i] as number);
    const row = y + (dy[i] as number);
    if (column < 0 || row < 0 || column >= view.width || row >= view.height) continue;
    if (view.cells[row * view.width + column] === colours[i]) same += 1;
  }
  return same / colours.length;
}

/** Where in a view a sprite is best seen; undefined where less than `least` of it shows anywhere. */
export function findSprite(view: Grid, sprite: Sprite, least: number): Spot | undefined {
  let best = least;
  let found: Spot | undefined;
  for (let y = 0; y + sprite.height <= view.height; y++) {
    for (let x = 0; x + sprite.width <= view.width; x++) {
      const first = (y + (sprite.dy[0] as number)) * view.width + x + (sprite.dx[0] as number);
      // One cell that must fit saves comparing the others nearly everywhere.
      if (view.cells[first] !== sprite.colours[0]) continue;
      const match = matchAt(view, sprite, { x, y });
      if (match > best || (match === best && !found)) {
        best = match;
        found = { x, y };
      }
    }
  }
  return found;
}

/** The cells of a view that a sprite covers at a spot, as indices; those outside are left out. */
export function cellsOf({ width, height }: Grid, { dx, dy }: Sprite, { x, y }: Spot): number[] {
  const cells: number[] = [];
  for (let i = 0; i < dx.length; i++) {
    const column = x + (dx[i] as number);
    const row = y + (dy[i] as number);
    if (column >= 0 && row >= 0 && column < width && row < height) cells.push(row * width + column);
  }
  return cells;
}

/** Whether a sprite lies wholly inside a view. */
export const fitsIn = ({ width, height }: Grid, sprite: Sprite, { x, y }: Spot): boolean =>
  x >= 0 && y >= 0 && x + sprite.width <= width && y + sprite.height <= height;

/** A spot so many times a displacement away. */
export const displaced = ({ x, y }: Spot, { dx, dy }: Displacement, times = 1): Spot => ({
  x: x + times * dx,
  y: y + times * dy,
});

/** Whether the boxes of two sprites, each at its spot, share a cell. */
export const overlap = (a: Sprite, at: Spot, b: Sprite, other: Spot): boolean =>
  at.x < other.x + b.width &&
  other.x < at.x + a.width &&
  at.y < other.y + b.height &&
  other.y < at.y + a.height;
