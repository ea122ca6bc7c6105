import { COLOURS } from "../../../game/frame.ts";
import { type GridHash, hashGrid, keyOf } from "../../../game/grid-hash.ts";
import { HIDDEN } from "../../../game/mask.ts";
import { createClockwork } from "../perception/periodic-cells.ts";
import { cellsOf } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { Avatar } from "./avatar.ts";

/** How many cells of a background look otherwise than when they were seen last. */
export interface BackgroundChange {
  /** Of those that were hidden before, below the avatar or what else passes: they may have changed earlier. */
  readonly below: number;
  readonly beside: number;
}

/** A level without its avatar: what it walks on and among. */
export interface Background {
  /** Takes in a view; what shows in the cells of `passing` is no part of the background. */
  see(view: View, avatar: Avatar | undefined, passing?: ReadonlySet<number>): BackgroundChange;
  /** These cells showed the avatar, as is known now: what is below them was never seen. */
  uncover(places: readonly number[]): void;
  /** Forgets all: another level, or the same from its start. */
  clear(): void;
  /** The cells as last seen without the avatar; what was never seen, or flickers, is HIDDEN. */
  readonly view: View;
  /** Equal for backgrounds that look alike. */
  readonly key: string;
}

/** Views after which it is asked again which cells flicker. */
const PERIOD = 24;
/** Cells that change in more of them are no part of the background. */
const FLICKER = 0.5;
/** A colour of more cells is ground, over which things move. */
const RESTLESS_CELLS = 200;

const UNCHANGED: BackgroundChange = { below: 0, beside: 0 };

const NONE: ReadonlySet<number> = new Set();

/** Starts with nothing seen. */
export function createBackground(): Background {
  let width = 64;
  let cells = new Uint8Array(64 * 64).fill(HIDDEN);
  let flickers = new Uint8Array(cells.length);
  let changes = new Uint8Array(cells.length);
  // What lies below the avatar at the start is no part of the key, or uncovering it would look like a change.
  let unkeyed = new Uint8Array(cells.length);
  let clockwork = createClockwork(cells.length);
  // In how many of the views of a period something of a colour appeared or went.
  const stirs = new Uint8Array(COLOURS + 1);
  const restless = new Set<number>();
  let seen = 0;
  let isBlank = true;
  let wasCovered = new Uint8Array(cells.length);
  let view: View | undefined;

  const reset = (size: number) => {
    cells = new Uint8Array(size).fill(HIDDEN);
    flickers = new Uint8Array(size);
    changes = new Uint8Array(size);
    unkeyed = new Uint8Array(size);
    clockwork = createClockwork(size);
    seen = 0;
  };

  return {
    see(next, avatar, passing = NONE) {
      view = undefined;
      width = next.width;
      if (next.cells.length !== cells.length) reset(next.cells.length);
      const covered = new Uint8Array(cells.length);
      if (avatar) for (const at of cellsOf(next, avatar.sprite, avatar.spot)) covered[at] = 1;
      for (const at of passing) covered[at] = 1;
      let below = 0;
      let beside = 0;
      clockwork.tick();
      const totals = new Uint16Array(COLOURS + 1);
      const stirred = new Uint8Array(COLOURS + 1);
      for (let at = 0; at < cells.length; at++) {
        const now = next.cells[at] as number;
        const old = cells[at] as number;
        totals[now] = (totals[now] as number) + 1;
        if (covered[at] === 1 && isBlank) unkeyed[at] = 1;
        if (covered[at] === 1 || flickers[at] === 1 || now === old) continue;
        if (restless.has(now)) {
          if (old === HIDDEN) unkeyed[at] = 1;
          continue;
        }
        if (old !== HIDDEN && clockwork.change(at)) {
          cells[at] = now;
          continue;
        }
        if (old !== HIDDEN) {
          stirred[now] = 1;
          stirred[old] = 1;
          if (wasCovered[at] === 1) below += 1;
          else beside += 1;
          changes[at] = (changes[at] as number) + 1;
        }
        cells[at] = now;
      }
      for (let colour = 0; colour < COLOURS; colour++) {
        if (stirred[colour] === 1 && (totals[colour] as number) <= RESTLESS_CELLS) {
          stirs[colour] = (stirs[colour] as number) + 1;
        }
      }
      seen += 1;
      if (seen === PERIOD) {
        for (let colour = 0; colour < COLOURS; colour++) {
          if ((stirs[colour] as number) <= FLICKER * PERIOD) continue;
          restless.add(colour);
          for (let at = 0; at < cells.length; at++) {
            if (cells[at] === colour) {
              cells[at] = HIDDEN;
              unkeyed[at] = 1;
            }
          }
        }
        stirs.fill(0);
        for (let at = 0; at < cells.length; at++) {
          if ((changes[at] as number) > FLICKER * PERIOD) {
            flickers[at] = 1;
            cells[at] = HIDDEN;
          }
        }
        changes.fill(0);
        seen = 0;
      }
      const wasBlank = isBlank;
      isBlank = false;
      wasCovered = covered;
      return wasBlank ? UNCHANGED : { below, beside };
    },
    uncover(places) {
      for (const at of places) {
        cells[at] = HIDDEN;
        unkeyed[at] = 1;
      }
      view = undefined;
    },
    clear() {
      cells = new Uint8Array(cells.length).fill(HIDDEN);
      unkeyed.fill(0);
      clockwork.restart();
      isBlank = true;
      view = undefined;
    },
    get view() {
      if (!view) {
        const keyed = cells.map((cell, at) =>
          unkeyed[at] === 1 || clockwork.has(at) ? HIDDEN : cell,
        );
        const hash: GridHash = hashGrid(keyed, width);
        view = {
          width,
          height: cells.length / width,
          cells: cells.slice(),
          hash,
          key: keyOf(hash),
        };
      }
      return view;
    },
    get key() {
      return this.view.key;
    },
  };
}
