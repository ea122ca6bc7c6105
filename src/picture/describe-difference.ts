import type { Grid } from "../game/frame.ts";
import { type Change, isSameSize, listChanges } from "./changes.ts";
import { type Component, listPatches, mostFrequent, type Patch } from "./components.ts";
import { digit } from "./draw.ts";
import { findMoves, type Move } from "./find-moves.ts";

/** Things, and rectangles, told one by one. */
const MAX_TOLD = 10;
/** Things of one move that are told one by one. */
const MAX_THINGS = 3;

/**
 * The changes from one grid to another as text, in the shorter of two forms: rectangles (`x12-15 y40 4→9; …`),
 * or things that moved, or changed as a whole, and the rectangles that are left:
 *
 * - `9 2×2 at 12,40 moved +3,0`: over the colour that it also leaves behind; other colours are told
 *   (`leaving 1, onto 8`);
 * - `9 5×5 at 12,40 became 8`, `9 5×5 at 12,40 appeared on 2`: things that fill no rectangle.
 */
export function describeDifference(before: Grid, after: Grid): string {
  if (!isSameSize(before, after)) return "the picture has another size";
  const all = listChanges(before, after) ?? [];
  if (all.length === 0) return "no change";
  const plain = tell([], all);
  if (all.length === 1) return plain;
  const { events, rest } = explain(before, after);
  const told = tell(events, rest);
  return told.length < plain.length ? told : plain;
}

/** Says what happened to whole things; `rest`: the changes that this leaves unsaid. */
function explain(before: Grid, after: Grid): { events: string[]; rest: Change[] } {
  const told = new Set<number>();
  const events = findMoves(before, after).map((move) => tellMove(move, before, after, told));
  const isFresh = (at: number) => !told.has(at) && before.cells[at] !== after.cells[at];
  const sayAll = (patches: readonly Patch[], other: Grid, say: (colour: number) => string) => {
    for (const patch of patches) {
      const { cells, width, height, area } = patch;
      if (area === width * height || !cells.every(isFresh)) continue;
      const [colour, ...others] = new Set(cells.map((at) => other.cells[at] as number));
      if (others.length > 0) continue;
      events.push(`${nameOf(patch)} ${say(colour as number)}`);
      for (const at of cells) told.add(at);
    }
  };
  sayAll(listPatches(before), after, (colour) => `became ${digit(colour)}`);
  sayAll(listPatches(after), before, (colour) => `appeared on ${digit(colour)}`);
  return { events, rest: listChanges(before, after, (at) => told.has(at)) ?? [] };
}

/** Adds the cells that the text tells truly to those told. */
function tellMove({ things, dx, dy }: Move, before: Grid, after: Grid, told: Set<number>): string {
  const way = dy * before.width + dx;
  const from = things.flatMap(({ cells }) => cells);
  const to = new Set(from.map((at) => at + way));
  const own = new Set(from);
  const left = from.filter((at) => !to.has(at)).map((at) => after.cells[at] as number);
  const leaves = mostFrequent(left);
  const covered = [...to].filter((at) => !own.has(at)).map((at) => before.cells[at] as number);
  const onto = [...new Set(covered)].filter((colour) => colour !== leaves);
  for (const at of to) told.add(at);
  for (const at of from) if (after.cells[at] === leaves) told.add(at);
  const signed = (length: number) => (length > 0 ? `+${length}` : `${length}`);
  const isOver = covered.includes(leaves);
  return [
    `${nameAll(things)} moved ${signed(dx)},${signed(dy)}`,
    !isOver && ` leaving ${digit(leaves)}`,
    onto.length > 0 && `${isOver ? "" : ","} onto ${onto.map(digit).join(" ")}`,
  ]
    .filter(Boolean)
    .join("");
}

const nameOf = ({ colour, x, y, width, height }: Component): string =>
  `${digit(colour)} ${width}×${height} at ${x},${y}`;

function nameAll(things: readonly Component[]): string {
  if (things.length <= MAX_THINGS) return things.map(nameOf).join(" and ");
  const colours = [...new Set(things.map(({ colour }) => digit(colour)))].join(" ");
  return `${things.length} things (${colours}) within ${areaOf(things)}`;
}

const span = (from: number, length: number) =>
  length === 1 ? `${from}` : `${from}-${from + length - 1}`;

type Box = Pick<Component, "x" | "y" | "width" | "height">;

function areaOf(boxes: readonly Box[]): string {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return `x${span(left, right - left)} y${span(top, bottom - top)}`;
}

/** Events, then rectangles; of many rectangles how many cells of which area they hold. */
function tell(events: readonly string[], rest: readonly Change[]): string {
  const room = Math.max(0, MAX_TOLD - events.length);
  const lines = [
    ...events.slice(0, MAX_TOLD),
    ...rest
      .slice(0, room)
      .map(
        ({ x, y, width, height, from, to }) =>
          `x${span(x, width)} y${span(y, height)} ${digit(from)}→${digit(to)}`,
      ),
  ];
  const unsaid = events.length - MAX_TOLD;
  if (unsaid > 0) lines.push(`… ${unsaid} more things`);
  if (rest.length > room) {
    const cells = rest.reduce((sum, { width, height }) => sum + width * height, 0);
    lines.push(`… ${cells} cells within ${areaOf(rest)}`);
  }
  return lines.join("; ");
}
