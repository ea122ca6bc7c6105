import { COLOURS, type Grid } from "../../../game/frame.ts";
import { hashNumbers } from "../../../memory/hash.ts";
import { spotCode } from "../tour/reach.ts";
import type { Spot } from "../tour/sprite.ts";
import type { Box } from "./box.ts";
import type { Goal, Want } from "./goal.ts";
import type { Floor, Yard } from "./yard.ts";

/** Places of a floor that show a colour that few of them show, all in the same manner. */
export interface Mark {
  readonly colour: number;
  readonly spots: readonly Spot[];
  /** The share of the edge of what would stand there that shows the colour, in halves: 0, 1 or 2. */
  readonly frame: number;
}

/** Marks of more places are ground. */
const MAX_SPOTS = 9;
/** A colour that shows in a larger share of all places is ground. */
const COMMON = 0.3;

/** The part of the grid that is looked at around a spot. */
export interface Window {
  readonly width: number;
  readonly height: number;
  /** Where its upper left corner is from the spot. */
  readonly left: number;
  readonly top: number;
}

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
  const marks: Mark[] = [];
  for (let colour = 0; colour < COLOURS; colour++) {
    const seen = shown[colour] as number;
    if (seen === 0 || seen > Math.max(4, COMMON * spots.length)) continue;
    const byLook = new Map<number, Spot[]>();
    for (const [place, spot] of spots.entries()) {
      const here = counts[place]?.[colour] as number;
      if (here === 0) continue;
      // Where steps are shorter than the window, it sees parts of a mark all around it.
      const near = next.subarray(place * keys, (place + 1) * keys);
      if (near.some((other) => other >= 0 && (counts[other]?.[colour] as number) > here)) continue;
      const look = lookOf(ground, spot, window, colour);
      const same = byLook.get(look);
      if (same) same.push(spot);
      else byLook.set(look, [spot]);
    }
    for (const alike of byLook.values()) {
      if (alike.length > MAX_SPOTS) continue;
      const frame = frameOf(ground, alike[0] as Spot, window, colour);
      marks.push({ colour, spots: alike, frame });
    }
  }
  return marks;
}

/** Calls with the place of each cell of the window that lies in the grid, and whether it is at its edge. */
function look(
  { width, height }: Grid,
  { x, y }: Spot,
  window: Window,
  see: (at: number, index: number, isEdge: boolean) => void,
): void {
  for (let row = 0; row < window.height; row++) {
    for (let column = 0; column < window.width; column++) {
      const left = x + window.left + column;
      const top = y + window.top + row;
      if (left < 0 || top < 0 || left >= width || top >= height) continue;
      const isEdge =
        row === 0 || column === 0 || row === window.height - 1 || column === window.width - 1;
      see(top * width + left, row * window.width + column, isEdge);
    }
  }
}

function countColours(ground: Grid, spot: Spot, window: Window): Uint16Array {
  const count = new Uint16Array(COLOURS + 1);
  look(ground, spot, window, (at) => {
    const colour = ground.cells[at] as number;
    count[colour] = (count[colour] as number) + 1;
  });
  return count;
}

function lookOf(ground: Grid, spot: Spot, window: Window, colour: number): number {
  const cells: number[] = [];
  look(ground, spot, window, (at, index) => {
    if (ground.cells[at] === colour) cells.push(index);
  });
  return hashNumbers(...cells);
}

function frameOf(ground: Grid, spot: Spot, window: Window, colour: number): number {
  let edge = 0;
  let shows = 0;
  look(ground, spot, window, (at, _, isEdge) => {
    if (!isEdge) return;
    edge += 1;
    if (ground.cells[at] === colour) shows += 1;
  });
  return Math.round((2 * shows) / edge);
}

/** What might have to be done with the boxes of a yard, the likeliest first. */
export function listGoals(ground: Grid, yard: Yard): Goal[] {
  const floors = new Map<Floor, { boxes: number[]; marks: Mark[] }>();
  for (const [box, floor] of yard.floors.entries()) {
    const known = floors.get(floor);
    if (known) known.boxes.push(box);
    else {
      const { width, height } = (yard.boxes[box] as Box).sprite;
      const marks = listMarks(ground, floor, { width, height, left: 0, top: 0 });
      floors.set(floor, { boxes: [box], marks });
    }
  }
  const wants = new Map<string, { list: Want[]; base: number }>();
  const add = (id: string, want: Want, base: number) => {
    const known = wants.get(id);
    if (known) known.list.push(want);
    else wants.set(id, { list: [want], base });
  };
  for (const { boxes, marks } of floors.values()) {
    for (const { colour, spots, frame } of marks) {
      const codes = new Set(spots.map(spotCode));
      const own = boxes.filter((box) => yard.boxes[box]?.colour === colour);
      if (own.length > 0) add(`same colour ${frame}`, { boxes: own, spots: codes }, 3);
      add(`onto ${colour} ${frame}`, { boxes, spots: codes }, frame > 0 ? 2 : 0);
    }
  }
  const goals: Goal[] = [];
  for (const [id, { list, base }] of wants) {
    const isEven = list.every(({ boxes, spots }) => boxes.length === spots.size);
    const isTooFew = list.some(({ boxes, spots }) => boxes.length > spots.size);
    goals.push({ id, wants: list, score: base + (isEven ? 1 : 0) - (isTooFew ? 0.5 : 0) });
  }
  return goals.sort((a, b) => b.score - a.score);
}
