import type { Grid } from "../game/frame.ts";
import { backgroundOf, listPatches, type Patch } from "./components.ts";

/** Things that all moved by the same way between two grids. */
export interface Move {
  /** As they were before. */
  readonly things: readonly Patch[];
  readonly dx: number;
  readonly dy: number;
}

/** Larger patches are scenery, and of too many pairs of like things nobody knows which went where. */
const MAX_AREA = 500;
const MAX_PAIRS = 1_000;
/** Things of fewer cells look like too many others: they are only believed to go so far at once. */
const SMALL_AREA = 4;
const SMALL_STEP = 8;

interface Pair {
  readonly thing: Patch;
  readonly to: Patch;
  readonly way: string;
}

/**
 * The things that vanished at one place and stand at another, in the same colour and shape, by the ways that
 * they went; the way of most cells first. Both grids are of one size.
 */
export function findMoves(before: Grid, after: Grid): Move[] {
  const background = backgroundOf(before);
  const hasChanged = (at: number) => before.cells[at] !== after.cells[at];
  const isLoose = ({ colour, area, cells }: Patch) =>
    colour !== background && area <= MAX_AREA && cells.some(hasChanged);
  const arrived = new Map<string, Patch[]>();
  for (const patch of listPatches(after).filter(isLoose)) {
    const shape = shapeOf(patch, after.width);
    arrived.set(shape, [...(arrived.get(shape) ?? []), patch]);
  }
  let pairs: Pair[] = [];
  for (const thing of listPatches(before).filter(isLoose)) {
    for (const to of arrived.get(shapeOf(thing, before.width)) ?? []) {
      if (isBelievable(thing, to))
        pairs.push({ thing, to, way: `${to.x - thing.x},${to.y - thing.y}` });
    }
    if (pairs.length > MAX_PAIRS) return [];
  }
  const moves: Move[] = [];
  while (pairs.length > 0) {
    const way = heaviestWay(pairs);
    const gone = pairs.filter((pair) => pair.way === way);
    const taken = new Set(gone.flatMap(({ thing, to }) => [thing, to]));
    pairs = pairs.filter(({ thing, to }) => !taken.has(thing) && !taken.has(to));
    const [dx, dy] = way.split(",").map(Number) as [number, number];
    moves.push({ things: gone.map(({ thing }) => thing), dx, dy });
  }
  return moves;
}

/** Equal for patches that are equal but for their place. */
function shapeOf({ colour, x, y, cells }: Patch, width: number): string {
  const corner = y * width + x;
  return `${colour} ${[...cells].sort((a, b) => a - b).map((at) => at - corner)}`;
}

function isBelievable(thing: Patch, { x, y }: Patch): boolean {
  const far = Math.max(Math.abs(x - thing.x), Math.abs(y - thing.y));
  return far > 0 && (thing.area >= SMALL_AREA || far <= SMALL_STEP);
}

function heaviestWay(pairs: readonly Pair[]): string {
  const weights = new Map<string, number>();
  for (const { way, thing } of pairs) weights.set(way, (weights.get(way) ?? 0) + thing.area);
  return [...weights].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
