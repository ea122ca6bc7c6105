import type { Bounds } from "./bounds.ts";

/** The cells in a box, row by row, as indices into a grid of this width that holds it. */
export function cellsInBounds(width: number, { left, top, right, bottom }: Bounds): number[] {
  const cells: number[] = [];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) cells.push(y * width + x);
  }
  return cells;
}
