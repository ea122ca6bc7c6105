import type { Grid } from "../../../game/frame.ts";

/** The cells above, below, left and right of one, as indices; those outside of the grid are left out. */
export function cellsBeside({ width, height }: Grid, at: number): number[] {
  const x = at % width;
  const cells: number[] = [];
  if (at >= width) cells.push(at - width);
  if (at + width < width * height) cells.push(at + width);
  if (x > 0) cells.push(at - 1);
  if (x < width - 1) cells.push(at + 1);
  return cells;
}
