import { COLOURS, type Grid } from "../../../game/frame.ts";
import { hashNumbers } from "../../../game/hash.ts";
import type { SpotGraph } from "../model/boxes/sokoban-level.ts";
import type { Spot } from "../perception/sprite.ts";

/** The rectangle around a spot that a thing there covers, and by whose colours squares are compared. */
export interface Footprint {
  readonly width: number;
  readonly height: number;
  /** Where its upper left corner is from the spot. */
  readonly left: number;
  readonly top: number;
}

/** Squares that show a colour that few others show, all in the same manner: something may belong there. */
export interface TargetSquares {
  readonly colour: number;
  readonly spots: readonly Spot[];
  /** The share of the footprint's edge that shows the colour, in halves: 0, 1 or 2. */
  readonly frame: number;
}

/** Groups of more squares are background. */
const MAX_SPOTS = 9;
/** A colour in a larger share of all squares is background; one at few squares never is. */
const COMMON = 0.3;
const FEW = 4;

/** The groups of target squares for something of this footprint that moves on a graph. */
export function listTargetSquares(
  background: Grid,
  { spots, next }: SpotGraph,
  footprint: Footprint,
): TargetSquares[] {
  const shown = new Uint16Array(COLOURS);
  const counts = spots.map((spot) => {
    const count = countColours(background, spot, footprint);
    for (let colour = 0; colour < COLOURS; colour++) {
      if ((count[colour] as number) > 0) shown[colour] = (shown[colour] as number) + 1;
    }
    return count;
  });
  const keys = next.length / spots.length;
  /** Whether a footprint one step on, that overlaps this one, shows more of the colour. */
  const seesPart = (square: number, colour: number): boolean => {
    const { x, y } = spots[square] as Spot;
    const count = counts[square]?.[colour] as number;
    return next.subarray(square * keys, (square + 1) * keys).some((other) => {
      const spot = spots[other];
      if (!spot || (counts[other]?.[colour] as number) <= count) return false;
      return Math.abs(spot.x - x) < footprint.width && Math.abs(spot.y - y) < footprint.height;
    });
  };
  const groups: TargetSquares[] = [];
  for (let colour = 0; colour < COLOURS; colour++) {
    const seen = shown[colour] as number;
    if (seen === 0 || seen > Math.max(FEW, COMMON * spots.length)) continue;
    const byLook = new Map<number, Spot[]>();
    for (const [square, spot] of spots.entries()) {
      if (counts[square]?.[colour] === 0 || seesPart(square, colour)) continue;
      const look = lookOf(background, spot, footprint, colour);
      const same = byLook.get(look);
      if (same) same.push(spot);
      else byLook.set(look, [spot]);
    }
    for (const alike of byLook.values()) {
      if (alike.length > MAX_SPOTS) continue;
      groups.push({
        colour,
        spots: alike,
        frame: frameOf(background, alike[0] as Spot, footprint, colour),
      });
    }
  }
  return groups;
}

/** Equal where the cells of a footprint are the same; of one colour, or of all. */
export function lookOf(
  background: Grid,
  spot: Spot,
  footprint: Footprint,
  colour?: number,
): number {
  const cells: number[] = [];
  eachCell(background, spot, footprint, (at, index) => {
    const shown = background.cells[at] as number;
    if (colour === undefined) cells.push(shown);
    else if (shown === colour) cells.push(index);
  });
  return hashNumbers(...cells);
}

/** Calls with each cell of a footprint that lies in the grid, its index in the footprint, and whether that is at the edge. */
function eachCell(
  { width, height }: Grid,
  spot: Spot,
  footprint: Footprint,
  see: (at: number, index: number, isEdge: boolean) => void,
): void {
  for (let row = 0; row < footprint.height; row++) {
    const y = spot.y + footprint.top + row;
    if (y < 0 || y >= height) continue;
    for (let column = 0; column < footprint.width; column++) {
      const x = spot.x + footprint.left + column;
      if (x < 0 || x >= width) continue;
      const isEdge =
        row === 0 || column === 0 || row === footprint.height - 1 || column === footprint.width - 1;
      see(y * width + x, row * footprint.width + column, isEdge);
    }
  }
}

function countColours(background: Grid, spot: Spot, footprint: Footprint): Uint16Array {
  const count = new Uint16Array(COLOURS + 1);
  eachCell(background, spot, footprint, (at) => {
    const colour = background.cells[at] as number;
    count[colour] = (count[colour] as number) + 1;
  });
  return count;
}

function frameOf(background: Grid, spot: Spot, footprint: Footprint, colour: number): number {
  let edge = 0;
  let shows = 0;
  eachCell(background, spot, footprint, (at, _, isEdge) => {
    if (!isEdge) return;
    edge += 1;
    if (background.cells[at] === colour) shows += 1;
  });
  return edge === 0 ? 0 : Math.round((2 * shows) / edge);
}
