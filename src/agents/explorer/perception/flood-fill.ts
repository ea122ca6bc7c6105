import type { Grid } from "../../../game/frame.ts";

/** How a flood fill goes on from cell to cell. */
interface FloodOptions {
  /** 1 at the cells that earlier fills took, which are left out; this one adds its own. */
  readonly taken?: Uint8Array;
  /** Whether cells that touch at a corner alone are joined: 8-connected instead of 4-connected. */
  readonly cornerwise?: boolean;
}

/** The cells joined to some through cells that are part of it, breadth first, as indices into the grid. */
export function floodFill(
  { width, height }: Grid,
  starts: readonly number[],
  isPart: (cell: number) => boolean,
  { taken = new Uint8Array(width * height), cornerwise = false }: FloodOptions = {},
): number[] {
  const found: number[] = [];
  // Above and below the grid `taken` is undefined.
  const visit = (cell: number) => {
    if (taken[cell] !== 0 || !isPart(cell)) return;
    taken[cell] = 1;
    found.push(cell);
  };
  const visitBeside = (cell: number) => {
    visit(cell);
    if (!cornerwise) return;
    visit(cell - width);
    visit(cell + width);
  };
  for (const cell of starts) visit(cell);
  for (const cell of found) {
    const x = cell % width;
    visit(cell - width);
    visit(cell + width);
    if (x > 0) visitBeside(cell - 1);
    if (x < width - 1) visitBeside(cell + 1);
  }
  return found;
}

/** The patch of one colour that a cell lies in. */
export const patchAt = (grid: Grid, cell: number): number[] =>
  floodFill(grid, [cell], (other) => grid.cells[other] === grid.cells[cell]);
