import type { Grid } from "../../../../game/frame.ts";
import { HIDDEN } from "../../../../game/mask.ts";
import { cellsOf } from "../../perception/sprite.ts";
import type { Navigation } from "../moves/navigation.ts";

/** The level without its avatar and what moves by itself: what these cover as it was last seen. */
export interface Backdrop {
  /** The level begins, or begins again, with this view. */
  begin(view: Grid): void;
  /** Takes in a view, after the navigation did. */
  see(view: Grid): Grid;
  /** As it was seen last; undefined before the first view. */
  readonly grid: Grid | undefined;
}

/** Starts with nothing seen. `navigation`: knows where the avatar is and what moves by itself. */
export function createBackdrop(navigation: Pick<Navigation, "avatar" | "passing">): Backdrop {
  let grid: Grid | undefined;

  const see = ({ width, height, cells }: Grid): Grid => {
    const old = grid?.cells.length === cells.length ? grid.cells : undefined;
    const now = Uint8Array.from(cells);
    const one = navigation.avatar;
    const covered = one ? cellsOf({ width, height, cells }, one.sprite, one.spot) : [];
    for (const at of [...covered, ...navigation.passing]) now[at] = old?.[at] ?? HIDDEN;
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
