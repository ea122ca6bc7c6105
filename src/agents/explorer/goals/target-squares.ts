import { COLOURS, type Grid } from "../../../game/frame.ts";
import { hashNumbers } from "../../../game/hash.ts";
import type { Floor } from "../model/boxes/sokoban-level.ts";
import type { Spot } from "../perception/sprite.ts";

/** The part of the grid that is looked at around a spot. */
export interface Window {
  readonly width: number;
  readonly height: number;
  /** Where its upper left corner is from the spot. */
  readonly left: number;
  readonly top: number;
}

/** Spots of a floor that show a colour that few of them show, all in the same manner. */
export interface Mark {
  readonly colour: number;
  readonly spots: readonly Spot[];
  /** The share of the window's edge that shows the colour, in halves: 0, 1 or 2. */
  readonly frame: number;
}

/** Marks of more places are ground. */
const MAX_SPOTS = 9;
/** A colour that shows in a larger share of all places is ground; at few places none is. */
const COMMON = 0.3;
const FEW = 4;

/** The marks on a floor for something that looks out of such a window. */
export function listMarks(ground: Grid, { spots, next }: Floor, window: Window): Mark[] {
  const shown = new Uint16Array(COLOURS);
  const counts = spots.map((spot) => {
    const count = countColours(ground, spot, window);
    for (let colour = 0; colour < COLOURS; colour++) {
      if ((count[colour] as number) > 0) shown[colour] = (shown[colour] as number) + 1;
    }
    return count;
  });
  const keys = next.length / spots.length;
  /** Whether the window sees less of something than it does one step on. */
  const seesPart = (place: number, colour: number): boolean => {
    const { x, y } = spots[place] as Spot;
    const count = counts[place]?.[colour] as number;
    return next.subarray(place * keys, (place + 1) * keys).some((other) => {
      const spot = spots[other];
      if (!spot || (counts[other]?.[colour] as number) <= count) return false;
      return Math.abs(spot.x - x) < window.width && Math.abs(spot.y - y) < window.height;
    });
  };
  const marks: Mark[] = [];
  for (let colour = 0; colour < COLOURS; colour++) {
    const seen = shown[colour] as number;
    if (seen === 0 || seen > Math.max(FEW, COMMON * spots.length)) continue;
    const byLook = new Map<number, Spot[]>();
    for (const [place, spot] of spots.entries()) {
      if (counts[place]?.[colour] === 0 || seesPart(place, colour)) continue;
      const look = lookOf(ground, spot, window, colour);
      const same = byLook.get(look);
      if (same) same.push(spot);
      else byLook.set(look, [spot]);
    }
    for (const alike of byLook.values()) {
      if (alike.length > MAX_SPOTS) continue;
      marks.push({
        colour,
        spots: alike,
        frame: frameOf(ground, alike[0] as Spot, window, colour),
      });
    }
  }
  return marks;
}

/** Equal where a window sees the same; of one colour, or of all. */
export function lookOf(ground: Grid, spot: Spot, window: Window, colour?: number): number {
  const cells: number[] = [];
  eachCell(ground, spot, window, (at, index) => {
    const shown = ground.cells[at] as number;
    if (colour === undefined) cells.push(shown);
    else if (shown === colour) cells.push(index);
  });
  return hashNumbers(...cells);
}

/** Calls with each cell of a window that lies in the grid, its place in the window, and whether that is at the edge. */
function eachCell(
  { width, height }: Grid,
  spot: Spot,
  window: Window,
  see: (at: number, index: number, isEdge: boolean) => void,
): void {
  for (let row = 0; row < window.height; row++) {
    const y = spot.y + window.top + row;
    if (y < 0 || y >= height) continue;
    for (let column = 0; column < window.width; column++) {
      const x = spot.x + window.left + column;
      if (x < 0 || x >= width) continue;
      const isEdge =
        row === 0 || column === 0 || row === window.height - 1 || column === window.width - 1;
      see(y * width + x, row * window.width + column, isEdge);
    }
  }
}

function countColours(ground: Grid, spot: Spot, window: Window): Uint16Array {
  const count = new Uint16Array(COLOURS + 1);
  eachCell(ground, spot, window, (at) => {
    const colour = ground.cells[at] as number;
    count[colour] = (count[colour] as number) + 1;
  });
  return count;
}

function frameOf(ground: Grid, spot: Spot, window: Window, colour: number): number {
  let edge = 0;
  let shows = 0;
  eachCell(ground, spot, window, (at, _, isEdge) => {
    if (!isEdge) return;
    edge += 1;
    if (ground.cells[at] === colour) shows += 1;
  });
  return edge === 0 ? 0 : Math.round((2 * shows) / edge);
}
