import { COLOURS, type Grid } from "../../../game/frame.ts";
import { spotCode } from "../tour/reach.ts";
import type { Spot } from "../tour/sprite.ts";
import type { Box } from "./box.ts";
import type { Goal, Want } from "./goal.ts";
import type { Floor, Yard } from "./yard.ts";

/** Places among those of a floor that show a colour that few of them show. */
export interface Mark {
  readonly colour: number;
  readonly spots: readonly Spot[];
  /** Whether it reaches all four sides of what would stand there. */
  readonly isFrame: boolean;
}

/** Marks of more places are ground. */
const MAX_SPOTS = 9;
/** A colour that shows in a larger share of all places is ground. */
const COMMON = 0.3;
/** The share of the most cells of a colour in any place that a place must show to be a mark. */
const FULL = 0.9;

/** The part of the grid that is looked at around a spot. */
export interface Window {
  readonly width: number;
  readonly height: number;
  /** Where its upper left corner is from the spot. */
  readonly left: number;
  readonly top: number;
}

/** The marks on a floor for something that looks out of such a window. */
export function listMarks(ground: Grid, { spots }: Floor, window: Window): Mark[] {
  const { width, height } = window;
  const corner = ({ x, y }: Spot): Spot => ({ x: x + window.left, y: y + window.top });
  const most = new Uint16Array(COLOURS);
  const shown = new Uint16Array(COLOURS);
  const counts = spots.map((spot) => {
    const count = countColours(ground, corner(spot), width, height);
    for (let colour = 0; colour < COLOURS; colour++) {
      const here = count[colour] as number;
      if (here > 0) shown[colour] = (shown[colour] as number) + 1;
      most[colour] = Math.max(most[colour] as number, here);
    }
    return count;
  });
  const marks: Mark[] = [];
  for (let colour = 0; colour < COLOURS; colour++) {
    const seen = shown[colour] as number;
    if (seen === 0 || seen > Math.max(4, COMMON * spots.length)) continue;
    const least = FULL * (most[colour] as number);
    const full = spots.filter((_, place) => (counts[place]?.[colour] as number) >= least);
    if (full.length > MAX_SPOTS) continue;
    const isFrame = full.every((spot) =>
      reachesAllSides(ground, corner(spot), width, height, colour),
    );
    marks.push({ colour, spots: full, isFrame });
  }
  return marks;
}

function countColours({ cells, width }: Grid, { x, y }: Spot, w: number, h: number): Uint16Array {
  const count = new Uint16Array(COLOURS + 1);
  for (let row = y; row < y + h; row++) {
    for (let at = row * width + x; at < row * width + x + w; at++) {
      const colour = cells[at] as number;
      count[colour] = (count[colour] as number) + 1;
    }
  }
  return count;
}

function reachesAllSides(
  { cells, width }: Grid,
  { x, y }: Spot,
  w: number,
  h: number,
  colour: number,
): boolean {
  const shows = (column: number, row: number) => cells[row * width + column] === colour;
  const columns = Array.from({ length: w }, (_, index) => x + index);
  const rows = Array.from({ length: h }, (_, index) => y + index);
  return (
    columns.some((column) => shows(column, y)) &&
    columns.some((column) => shows(column, y + h - 1)) &&
    rows.some((row) => shows(x, row)) &&
    rows.some((row) => shows(x + w - 1, row))
  );
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
  const matched: Want[] = [];
  const any = new Map<number, { wants: Want[]; isFrame: boolean }>();
  for (const { boxes, marks } of floors.values()) {
    for (const { colour, spots, isFrame } of marks) {
      const codes = new Set(spots.map(spotCode));
      const own = boxes.filter((box) => yard.boxes[box]?.colour === colour);
      if (own.length > 0) matched.push({ boxes: own, spots: codes });
      const known = any.get(colour) ?? { wants: [], isFrame: true };
      known.wants.push({ boxes, spots: codes });
      any.set(colour, { wants: known.wants, isFrame: known.isFrame && isFrame });
    }
  }
  const goals: Goal[] = [];
  if (matched.length > 0) goals.push({ id: "same colour", wants: matched, score: 4 });
  for (const [colour, { wants, isFrame }] of any) {
    const isEven = wants.every(({ boxes, spots }) => boxes.length === spots.size);
    const isTooFew = wants.some(({ boxes, spots }) => boxes.length > spots.size);
    const score = (isFrame ? 2 : 0) + (isEven ? 1 : 0) - (isTooFew ? 0.5 : 0);
    goals.push({ id: `onto ${colour}`, wants, score });
  }
  return goals.sort((a, b) => b.score - a.score);
}
