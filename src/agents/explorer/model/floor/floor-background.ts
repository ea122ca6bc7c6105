import type { Grid } from "../../../../game/frame.ts";
import { HIDDEN } from "../../../../game/mask.ts";
import { cellsOf } from "../../perception/sprite.ts";
import type { Walker } from "../moves/navigation.ts";

/** The level without its mover and what moves by itself: what these cover as it was last seen. */
export interface Backdrop {
  /** The level begins, or begins again, with this view. */
  begin(view: Grid): void;
  /** Takes in a view, after the walker did. */
  see(view: Grid): Grid;
  /** As it was seen last; undefined before the first view. */
  readonly grid: Grid | undefined;
}

/** Starts with nothing seen. `walker`: knows where the mover is and what moves by itself. */
export function createBackdrop(walker: Pick<Walker, "mover" | "passing">): Backdrop {
  let grid: Grid | undefined;

  const see = ({ width, height, cells }: Grid): Grid => {
    const old = grid?.cells.length === cells.length ? grid.cells : undefined;
    const now = Uint8Array.from(cells);
    const one = walker.mover;
    const covered = one ? cellsOf({ width, height, cells }, one.sprite, one.spot) : [];
    for (const at of [...covered, ...walker.passing]) now[at] = old?.[at] ?? HIDDEN;
    grid = { width, height, cells: now };
    return grid;
  };

  return {
    begin(view) {
      grid = undefined;
      see(view);
    },
    see,
    get grid() {
      return grid;
    },
  };
}
