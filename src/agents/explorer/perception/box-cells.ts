import type { Box } from "./box.ts";

/** The cells in a box, row by row, as indices into a grid of this width that holds it. */
export function cellsInBox(width: number, { left, top, right, bottom }: Box): number[] {
  const cells: number[] = [];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) cells.push(y * width + x);
  }
  return cells;
}
