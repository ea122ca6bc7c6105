import type { Grid } from "../game/frame.ts";

/** A rectangle of cells that all changed from one colour to another. */
export interface Change {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
}

/** Whether two grids can be compared cell by cell. */
export const isSameSize = (a: Grid, b: Grid): boolean =>
  a.width === b.width && a.height === b.height;

/** Whether two grids show the same. */
export const isSameGrid = (a: Grid, b: Grid): boolean =>
  isSameSize(a, b) && a.cells.every((colour, at) => colour === b.cells[at]);

/**
 * The changes between two grids of one size, as few rectangles as a greedy cover finds; undefined for other
 * sizes. `isTold`: cells, by index, that are not to be listed.
 */
export function listChanges(
  before: Grid,
  after: Grid,
  isTold: (at: number) => boolean = () => false,
): Change[] | undefined {
  if (!isSameSize(before, after)) return undefined;
  const { width, height } = before;
  const taken = new Uint8Array(width * height);
  const changes: Change[] = [];
  for (let at = 0; at < taken.length; at++) {
    const [from, to] = [before.cells[at] as number, after.cells[at] as number];
    if (from === to || taken[at] === 1 || isTold(at)) continue;
    const isAlike = (place: number) =>
      taken[place] === 0 &&
      before.cells[place] === from &&
      after.cells[place] === to &&
      !isTold(place);
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
