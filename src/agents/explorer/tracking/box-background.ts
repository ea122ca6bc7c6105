import type { Grid } from "../../../game/frame.ts";
import { HIDDEN } from "../../../game/mask.ts";
import { cellsOf, type Spot, type Sprite } from "../perception/sprite.ts";

/** A level without its avatar and its boxes. */
export interface Ground {
  /** Takes in a view; under what covers it the ground stays as it was seen before, or HIDDEN. */
  see(view: Grid, covers: readonly { readonly sprite: Sprite; readonly spot: Spot }[]): void;
  /** What is at the cells of these was never ground. */
  uncover(covers: readonly { readonly sprite: Sprite; readonly spot: Spot }[]): void;
  clear(): void;
  readonly grid: Grid;
}

/** Starts with nothing seen. */
export function createGround(): Ground {
  let grid: Grid = { width: 0, height: 0, cells: new Uint8Array(0) };
  return {
    see(view, covers) {
      const { width, height, cells } = view;
      const isFresh = grid.width !== width || grid.height !== height;
      const next = cells.slice();
      for (const { sprite, spot } of covers) {
        for (let y = spot.y; y < spot.y + sprite.height; y++) {
          for (let x = spot.x; x < spot.x + sprite.width; x++) {
            if (x < 0 || y < 0 || x >= width || y >= height) continue;
            const at = y * width + x;
            next[at] = isFresh ? HIDDEN : (grid.cells[at] as number);
          }
        }
      }
      grid = { width, height, cells: next };
    },
    uncover(covers) {
      const cells = grid.cells.slice();
      for (const { sprite, spot } of covers) {
        for (const at of cellsOf(grid, sprite, spot)) cells[at] = HIDDEN;
      }
      grid = { ...grid, cells };
    },
    clear() {
      grid = { width: 0, height: 0, cells: new Uint8Array(0) };
    },
    get grid() {
      return grid;
    },
  };
}
