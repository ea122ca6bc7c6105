import type { Grid } from "../game/frame.ts";
import { digit } from "./draw.ts";

/** A rectangle of cells that all changed from one colour to another. */
export interface Change {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
}

/** The changes between two grids of one size, as few rectangles as a greedy cover finds; undefined for other sizes. */
export function listChanges(before: Grid, after: Grid): Change[] | undefined {
  const { width, height } = before;
  if (after.width !== width || after.height !== height) return undefined;
  const taken = new Uint8Array(width * height);
  const changes: Change[] = [];
  for (let at = 0; at < taken.length; at++) {
    const [from, to] = [before.cells[at] as number, after.cells[at] as number];
    if (from === to || taken[at] === 1) continue;
    const isAlike = (place: number) =>
      taken[place] === 0 && before.cells[place] === from && after.cells[place] === to;
    const [x, y] = [at % width, Math.floor(at / width)];
    let right = x + 1;
    while (right < width && isAlike(y * width + right)) right += 1;
    let bottom = y + 1;
    const isRowAlike = (row: number) => {
      for (let column = x; column < right; column++) {
        if (!isAlike(row * width + column)) return false;
      }
      return true;
    };
    while (bottom < height && isRowAlike(bottom)) bottom += 1;
    for (let row = y; row < bottom; row++) taken.fill(1, row * width + x, row * width + right);
    changes.push({ x, y, width: right - x, height: bottom - y, from, to });
  }
  return changes;
}

/** Rectangles told one by one. */
const MAX_TOLD = 10;

const span = (from: number, length: number) =>
  length === 1 ? `${from}` : `${from}-${from + length - 1}`;

/** Changes as text: `x12-15 y40 4→9; …`, or how many cells of which area changed where there are many. */
export function describeChanges(changes: readonly Change[] | undefined): string {
  if (!changes) return "the picture has another size";
  if (changes.length === 0) return "no change";
  const told = changes
    .slice(0, MAX_TOLD)
    .map(
      ({ x, y, width, height, from, to }) =>
        `x${span(x, width)} y${span(y, height)} ${digit(from)}→${digit(to)}`,
    )
    .join("; ");
  if (changes.length <= MAX_TOLD) return told;
  const cells = changes.reduce((sum, { width, height }) => sum + width * height, 0);
  const left = Math.min(...changes.map(({ x }) => x));
  const top = Math.min(...changes.map(({ y }) => y));
  const right = Math.max(...changes.map(({ x, width }) => x + width));
  const bottom = Math.max(...changes.map(({ y, height }) => y + height));
  const area = `x${span(left, right - left)} y${span(top, bottom - top)}`;
  return `${told}; … ${cells} cells within ${area}`;
}
