import type { Grid } from "../../../game/frame.ts";
import { HIDDEN } from "../../../game/mask.ts";

/** A level without what lies or moves on it: each cell as it was last seen uncovered, else HIDDEN. */
export interface UncoveredGrid {
  /** Takes in a view. `covered`: the cells, as indices, that show something on top. */
  see(view: Grid, covered: Iterable<number>): Grid;
  /** Forgets cells. */
  hide(cells: Iterable<number>): void;
  /** Forgets all; `shape`: the size of the grids to come. */
  clear(shape?: Grid): void;
  /** Never changed in place. */
  readonly grid: Grid;
}

/** Starts with nothing seen. */
export function createUncoveredGrid(): UncoveredGrid {
  let grid = blank(64, 64);

  return {
    see({ width, height, cells }, covered) {
      const old = grid.width === width && grid.height === height ? grid : blank(width, height);
      const next = cells.slice();
      for (const at of covered) next[at] = old.cells[at] as number;
      grid = { width, height, cells: next };
      return grid;
    },
    hide(places) {
      const cells = grid.cells.slice();
      for (const at of places) cells[at] = HIDDEN;
      grid = { ...grid, cells };
    },
    clear({ width, height } = grid) {
      grid = blank(width, height);
    },
    get grid() {
      return grid;
    },
  };
}

const blank = (width: number, height: number): Grid => ({
  width,
  height,
  cells: new Uint8Array(width * height).fill(HIDDEN),
});
