import { type Grid, MAX_SIDE } from "../../../game/frame.ts";

/** How a flood fill goes on from cell to cell. */
interface FloodOptions {
  /** 1 at the cells that earlier fills took, which are left out; this one adds its own. */
  readonly taken?: Uint8Array;
  /** Whether cells that touch at a corner alone are joined: 8-connected instead of 4-connected. */
  readonly cornerwise?: boolean;
}

// One fill at a time is under way: the queue of cells is made once.
const queue = new Int32Array(MAX_SIDE * MAX_SIDE);

/**
 * The cells of one colour that are joined to some of them through others, breadth first, as indices into the
 * grid. `cells` may hold anything else for colours.
 */
export function floodFill(
  { width, cells }: Pick<Grid, "width" | "cells">,
  colour: number,
  starts: readonly number[],
  { taken = new Uint8Array(cells.length), cornerwise = false }: FloodOptions = {},
): Int32Array {
  const size = cells.length;
  let count = 0;
  const visit = (cell: number) => {
    if (taken[cell] === 1 || cells[cell] !== colour) return;
    taken[cell] = 1;
    queue[count++] = cell;
  };
  for (const cell of starts) visit(cell);
  for (let at = 0; at < count; at++) {
    const cell = queue[at] as number;
    const x = cell % width;
    const hasAbove = cell >= width;
    const hasBelow = cell + width < size;
    if (hasAbove) visit(cell - width);
    if (hasBelow) visit(cell + width);
    for (let beside = cell - 1; beside <= cell + 1; beside += 2) {
      if (beside < cell ? x === 0 : x === width - 1) continue;
      visit(beside);
      if (cornerwise && hasAbove) visit(beside - width);
      if (cornerwise && hasBelow) visit(beside + width);
    }
  }
  return queue.slice(0, count);
}

/** The patch of one colour that a cell lies in. */
export const patchAt = (grid: Grid, cell: number): Int32Array =>
  floodFill(grid, grid.cells[cell] as number, [cell]);
