import { COLOURS, type Grid } from "../../../game/frame.ts";

/** Finds the cells of a background that change all the time, and the colours that come and go all the time. */
export interface Flicker {
  /** The level has so many cells, of which none is known to flicker. */
  resize(size: number): void;
  /** 1 for each cell that flickers. */
  readonly cells: Uint8Array;
  /** 1 for each restless colour, one that comes and goes all the time. */
  readonly colours: Uint8Array;
  /** A cell of the background changed. */
  note(at: number, old: number, now: number): void;
  /** All changes of a view were noted. Returns whether a period ended, so that more may flicker. */
  endView(view: Grid): boolean;
}

/** The views of a period. */
const PERIOD = 24;
/** Cells that change, and colours that come or go, in a larger share of them flicker. */
const LEAST_SHARE = 0.5;
/** A colour of more cells is rather floor, over which things move. */
const RESTLESS_CELLS = 200;

/** Starts with none, for grids of so many cells. Which colours are restless holds for all levels. */
export function createFlicker(size: number): Flicker {
  let cells = new Uint8Array(size);
  let changes = new Uint8Array(size);
  const colours = new Uint8Array(COLOURS + 1);
  const stirs = new Uint8Array(COLOURS + 1);
  let stirred = new Set<number>();
  let views = 0;

  return {
    resize(other) {
      cells = new Uint8Array(other);
      changes = new Uint8Array(other);
      views = 0;
    },
    get cells() {
      return cells;
    },
    colours,
    note(at, old, now) {
      changes[at] = (changes[at] as number) + 1;
      stirred.add(old).add(now);
    },
    endView(view) {
      const totals = new Uint16Array(COLOURS + 1);
      for (const colour of stirred.size > 0 ? view.cells : []) {
        totals[colour] = (totals[colour] as number) + 1;
      }
      for (const colour of stirred) {
        if (colour >= COLOURS || (totals[colour] as number) > RESTLESS_CELLS) continue;
        stirs[colour] = (stirs[colour] as number) + 1;
      }
      stirred = new Set();
      views += 1;
      if (views < PERIOD) return false;
      for (const [colour, times] of stirs.entries()) {
        if (times > LEAST_SHARE * PERIOD) colours[colour] = 1;
      }
      for (const [at, times] of changes.entries()) {
        if (times > LEAST_SHARE * PERIOD) cells[at] = 1;
      }
      stirs.fill(0);
      changes.fill(0);
      views = 0;
      return true;
    },
  };
}
