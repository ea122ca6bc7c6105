import { COLOURS } from "../../../game/frame.ts";
import { detectMove } from "../detect-move.ts";
import type { View } from "../view.ts";

/** By how many cells something moves. */
export interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/** Something that moved from one view to the next. */
export interface Shifted extends Shift {
  /** Its cells in the view before, as indices. */
  readonly cells: readonly number[];
  /** Its cells in the view after: in number like those before, or fewer or more where it turned about. */
  readonly now: readonly number[];
}

/** The directions of keys 1 to 4 by convention: up, down, left, right. */
const DIRECTIONS: readonly Shift[] = [
  { dx: 0, dy: -1 },
  { dx: 0, dy: 1 },
  { dx: -1, dy: 0 },
  { dx: 1, dy: 0 },
];
const MAX_STEP = 12;
/** Colours of more cells are scenery. */
const MAX_CELLS = 700;
/** The least share of what a colour lost that must be found again, and of what it gained that must come from there. */
const AGREEMENT = 0.7;

/** The direction a key means by convention; undefined for any but 1 to 4. */
export const directionOf = (key: number): Shift | undefined => DIRECTIONS[key - 1];

/** A colour that seems to have moved. */
interface ColourShift extends Shift {
  readonly total: number;
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** The cells that moved, in the view before. */
  readonly cells: readonly number[];
}

/**
 * What moved between two views: for each colour a shift under which what it lost and what it gained
 * agree, the rarest colour first and others of equal shift with it, but for the ground it uncovered. A
 * shift along the `expected` direction is preferred. Where nothing fits, something whose box moved
 * whole may have turned about meanwhile.
 */
export function detectShift(
  before: View,
  after: View,
  expected: Shift | undefined,
): Shifted | undefined {
  if (before.cells.length !== after.cells.length) return undefined;
  const changes = changesByColour(before, after);
  const others = DIRECTIONS.filter(
    ({ dx, dy }) => !expected || dx !== Math.sign(expected.dx) || dy !== Math.sign(expected.dy),
  );
  for (const directions of expected ? [[expected], others] : [others]) {
    const found = shiftsAlong(before, after, changes, directions);
    const [rarest] = found.sort((a, b) => a.total - b.total);
    if (!rarest) continue;
    const same = found.filter(({ dx, dy }) => dx === rarest.dx && dy === rarest.dy);
    const cells = together(same);
    const by = rarest.dy * before.width + rarest.dx;
    return { dx: rarest.dx, dy: rarest.dy, cells, now: cells.map((at) => at + by) };
  }
  return turned(before, after);
}

function shiftsAlong(
  before: View,
  after: View,
  { lost, gained, totals }: ReturnType<typeof changesByColour>,
  directions: readonly Shift[],
): ColourShift[] {
  const found: ColourShift[] = [];
  for (let colour = 0; colour < COLOURS; colour++) {
    const from = lost[colour] as number[];
    const to = gained[colour] as number[];
    const total = totals[colour] as number;
    if (from.length === 0 || to.length === 0 || total > MAX_CELLS) continue;
    const shift = shiftOf(before, after, colour, from, to, directions);
    if (!shift) continue;
    const cells = movedCells(before, after, colour, from, shift);
    const by = shift.dy * before.width + shift.dx;
    if (isWhole(cells, by, from, to)) found.push({ ...shift, total, from, to, cells });
  }
  return found;
}

/**
 * Whether all that follows behind the cells gave way, and all they went on to is new. Of ground, which
 * looks moved by any shift, it is where something else went and was, not its own edges, that changed.
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

/** The cells of the colours that moved as one, given the rarest first. */
function together(colours: readonly ColourShift[]): number[] {
  const moved: number[] = [];
  const left = new Set<number>();
  const reached = new Set<number>();
  for (const { from, to, cells } of colours) {
    // The ground shows where the thing was, and is covered where it is.
    const isGround =
      countIn(from, reached) >= AGREEMENT * from.length &&
      countIn(to, left) >= AGREEMENT * to.length;
    if (isGround) continue;
    moved.push(...cells);
    for (const at of from) left.add(at);
    for (const at of to) reached.add(at);
  }
  return moved;
}

const countIn = (places: readonly number[], set: ReadonlySet<number>): number =>
  places.filter((at) => set.has(at)).length;

function changesByColour(before: View, after: View) {
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

function shiftOf(
  before: View,
  after: View,
  colour: number,
  from: readonly number[],
  to: readonly number[],
  directions: readonly Shift[],
): Shift | undefined {
  // A solid thing that moved by its own length agrees nearly as well with a step less.
  let best: Shift | undefined;
  let most = 0;
  for (const direction of directions) {
    for (let step = 1; step <= MAX_STEP && most < 1; step++) {
      const dx = Math.sign(direction.dx) * step;
      const dy = Math.sign(direction.dy) * step;
      const lost = share(after, colour, from, dx, dy);
      if (lost < AGREEMENT || lost <= most) continue;
      const agreement = Math.min(lost, share(before, colour, to, -dx, -dy));
      if (agreement < AGREEMENT || agreement <= most) continue;
      most = agreement;
      best = { dx, dy };
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

/** The cells of a colour that kept it under the shift and hang together, cornerwise too, with one that was left. */
function movedCells(
  before: View,
  after: View,
  colour: number,
  from: readonly number[],
  { dx, dy }: Shift,
): number[] {
  const { width, height } = before;
  const moved = (at: number) => {
    if (before.cells[at] !== colour) return false;
    const x = (at % width) + dx;
    const y = Math.floor(at / width) + dy;
    return x >= 0 && y >= 0 && x < width && y < height && after.cells[y * width + x] === colour;
  };
  const seen = new Set<number>();
  const stack = from.filter(moved);
  for (const at of stack) seen.add(at);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const x = at % width;
    for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) {
      const next = at + step;
      if (next < 0 || next >= before.cells.length || Math.abs((next % width) - x) > 1) continue;
      if (seen.has(next) || !moved(next)) continue;
      seen.add(next);
      stack.push(next);
    }
  }
  return [...seen];
}

/** A thing that turned about as it moved: the box of its colours moved whole. */
function turned(before: View, after: View): Shifted | undefined {
  const move = detectMove(before, after);
  if (!move) return undefined;
  const { dx, dy, box } = move;
  const now: number[] = [];
  const cells: number[] = [];
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      now.push(y * after.width + x);
      cells.push((y - dy) * after.width + x - dx);
    }
  }
  return { dx, dy, cells, now };
}
