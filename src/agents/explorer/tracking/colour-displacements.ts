import { COLOURS } from "../../../game/frame.ts";
import type { Displacement } from "../perception/displacement.ts";
import { floodFill } from "../perception/flood-fill.ts";
import type { View } from "../perception/view.ts";

/** A colour that seems to have moved. */
export interface ColourDisplacement extends Displacement {
  readonly total: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The cells that moved, in the view before. */
  readonly cells: readonly number[];
}

const MAX_STEP = 12;
/** Colours of more cells are scenery. */
const MAX_CELLS = 700;
/**
 * The least share of a colour's lost cells that appear displaced, and of its gained cells that come from
 * there.
 */
export const AGREEMENT = 0.7;

/** The colours that seem to have moved between two views of one size, along one of the directions. */
export function colourDisplacements(
  before: View,
  after: View,
  { lost, gained, totals }: ColourChanges,
  directions: readonly Displacement[],
): ColourDisplacement[] {
  const found: ColourDisplacement[] = [];
  for (let colour = 0; colour < COLOURS; colour++) {
    const from = lost[colour] as readonly number[];
    const to = gained[colour] as readonly number[];
    const total = totals[colour] as number;
    if (from.length === 0 || to.length === 0 || total > MAX_CELLS) continue;
    const displacement = displacementOf(before, after, colour, from, to, directions);
    if (!displacement) continue;
    const cells = movedCells(before, after, colour, from, displacement);
    const by = displacement.dy * before.width + displacement.dx;
    if (isWhole(cells, by, from, to)) found.push({ ...displacement, total, from, to, cells });
  }
  return found;
}

/**
 * Whether the trailing cells were lost and the leading cells gained. A large area matches any
 * displacement, but it changes where other things moved, not at its own edges.
 */
function isWhole(
  cells: readonly number[],
  by: number,
  from: readonly number[],
  to: readonly number[],
): boolean {
  const then = new Set(cells);
  const now = new Set(cells.map((at) => at + by));
  const behind = cells.filter((at) => !now.has(at));
  const ahead = [...now].filter((at) => !then.has(at));
  return (
    countIn(behind, new Set(from)) >= AGREEMENT * behind.length &&
    countIn(ahead, new Set(to)) >= AGREEMENT * ahead.length
  );
}

/** The number of places in the set. */
export const countIn = (places: readonly number[], set: ReadonlySet<number>): number =>
  places.filter((at) => set.has(at)).length;

/**
 * The cells, as indices, that each colour lost and gained between two views, and its number of cells
 * before.
 */
export interface ColourChanges {
  readonly lost: readonly (readonly number[])[];
  readonly gained: readonly (readonly number[])[];
  readonly totals: Uint16Array;
}

/** The changes between two views of one size. */
export function changesByColour(before: View, after: View): ColourChanges {
  const lists = () => Array.from({ length: COLOURS + 1 }, (): number[] => []);
  const lost = lists();
  const gained = lists();
  const totals = new Uint16Array(COLOURS + 1);
  for (let at = 0; at < before.cells.length; at++) {
    const old = before.cells[at] as number;
    const now = after.cells[at] as number;
    totals[old] = (totals[old] as number) + 1;
    if (old === now) continue;
    lost[old]?.push(at);
    gained[now]?.push(at);
  }
  return { lost, gained, totals };
}

function displacementOf(
  before: View,
  after: View,
  colour: number,
  from: readonly number[],
  to: readonly number[],
  directions: readonly Displacement[],
): Displacement | undefined {
  // The shortest displacement that matches. But a solid thing that moved by its own length nearly matches
  // one cell less, too, so a perfect match is preferred.
  let best: Displacement | undefined;
  for (const direction of directions) {
    for (let step = 1; step <= MAX_STEP; step++) {
      const dx = Math.sign(direction.dx) * step;
      const dy = Math.sign(direction.dy) * step;
      const least = best ? 1 : AGREEMENT;
      const lost = share(after, colour, from, dx, dy);
      if (lost < least) continue;
      const agreement = Math.min(lost, share(before, colour, to, -dx, -dy));
      if (agreement < least) continue;
      best = { dx, dy };
      if (agreement === 1) return best;
    }
  }
  return best;
}

function share(
  { cells, width, height }: View,
  colour: number,
  places: readonly number[],
  dx: number,
  dy: number,
): number {
  let same = 0;
  for (const at of places) {
    const x = (at % width) + dx;
    const y = Math.floor(at / width) + dy;
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    if (cells[y * width + x] === colour) same += 1;
  }
  return same / places.length;
}

/** The cells of a colour that match under the displacement and are 8-connected to a lost one. */
function movedCells(
  before: View,
  after: View,
  colour: number,
  from: readonly number[],
  { dx, dy }: Displacement,
): number[] {
  const { width, height } = before;
  const moved = (at: number) => {
    if (before.cells[at] !== colour) return false;
    const x = (at % width) + dx;
    const y = Math.floor(at / width) + dy;
    return x >= 0 && y >= 0 && x < width && y < height && after.cells[y * width + x] === colour;
  };
  const kept = before.cells.map((_, at) => Number(moved(at)));
  return [...floodFill({ width, cells: kept }, 1, from, { cornerwise: true })];
}
