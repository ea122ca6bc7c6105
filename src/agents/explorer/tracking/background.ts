import { hashGrid } from "../../../game/grid-hash.ts";
import { HIDDEN } from "../../../game/mask.ts";
import { createPeriodicCells } from "../perception/periodic-cells.ts";
import { cellsOf } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { Avatar } from "./avatar.ts";
import { createUncoveredGrid } from "./uncovered-grid.ts";

/** The numbers of cells of a background that changed since they were last seen. */
export interface BackgroundChange {
  /** Cells that the avatar or an NPC covered in the view before: they may have changed earlier. */
  readonly below: number;
  readonly beside: number;
}

/** The background model: a level without its avatar and NPCs. */
export interface Background {
  /** Takes in a view. `npcCells`: the cells of NPCs. */
  see(view: View, avatar: Avatar | undefined, npcCells?: ReadonlySet<number>): BackgroundChange;
  /** These cells showed the avatar, as is known now: the background below was never seen. */
  uncover(places: readonly number[]): void;
  /** The level begins, or begins again: forgets all cells. */
  clear(): void;
  /** The cells as last seen uncovered; HIDDEN where they never were. */
  readonly view: View;
  /** Equal for backgrounds that look alike. */
  readonly key: string;
}

const UNCHANGED: BackgroundChange = { below: 0, beside: 0 };

const NONE: ReadonlySet<number> = new Set();

/** Starts with nothing seen. */
export function createBackground(): Background {
  const uncovered = createUncoveredGrid();
  // Cells first covered are no part of the key, or uncovering them would look like a change.
  let unkeyed = new Uint8Array(uncovered.grid.cells.length);
  let periodic = createPeriodicCells(unkeyed.length);
  let wasCovered = NONE;
  let isBlank = true;
  let view: View | undefined;

  const resize = (next: View) => {
    const size = next.cells.length;
    uncovered.clear(next);
    unkeyed = new Uint8Array(size);
    periodic = createPeriodicCells(size);
  };

  return {
    see(next, avatar, npcCells = NONE) {
      view = undefined;
      const size = next.cells.length;
      if (size !== unkeyed.length) resize(next);
      const covered = new Set(npcCells);
      if (avatar) for (const at of cellsOf(next, avatar.sprite, avatar.spot)) covered.add(at);
      if (isBlank) for (const at of covered) unkeyed[at] = 1;
      const { cells: before } = uncovered.grid;
      const { cells } = uncovered.see(next, covered);
      let below = 0;
      let beside = 0;
      periodic.tick();
      for (let at = 0; at < size; at++) {
        const old = before[at] as number;
        const now = cells[at] as number;
        if (now === old || old === HIDDEN || periodic.change(at)) continue;
        if (wasCovered.has(at)) below += 1;
        else beside += 1;
      }
      const wasBlank = isBlank;
      isBlank = false;
      wasCovered = covered;
      return wasBlank ? UNCHANGED : { below, beside };
    },
    uncover(places) {
      uncovered.hide(places);
      for (const at of places) unkeyed[at] = 1;
      view = undefined;
    },
    clear() {
      uncovered.clear();
      unkeyed.fill(0);
      periodic.restart();
      isBlank = true;
      view = undefined;
    },
    get view() {
      if (!view) {
        const { grid } = uncovered;
        const keyed = grid.cells.map((cell, at) =>
          unkeyed[at] === 1 || periodic.has(at) ? HIDDEN : cell,
        );
        view = { ...grid, key: hashGrid(keyed, grid.width) };
      }
      return view;
    },
    get key() {
      return this.view.key;
    },
  };
}
