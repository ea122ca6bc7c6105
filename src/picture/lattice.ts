import type { Grid } from "../game/frame.ts";
import { mostFrequent } from "./components.ts";

/** Equal squares into which most of a picture falls, and the most frequent colour of each. */
export interface Lattice {
  /** The side of a square, in cells. */
  readonly size: number;
  /** The upper left cell of the first whole square. */
  readonly x: number;
  readonly y: number;
  /** `rows[row][column]` is the colour of a square. */
  readonly rows: readonly (readonly number[])[];
}

const MAX_SIZE = 16;
/** The least share of the edges between colours that lie between squares. */
const LEAST_SHARE = 0.85;

/** The lattice of the largest squares that a picture falls into; undefined where there is none. */
export function findLattice(grid: Grid): Lattice | undefined {
  const { width, height } = grid;
  const across = countEdges(width, height, (x, y) => cellAt(grid, x, y) !== cellAt(grid, x - 1, y));
  const down = countEdges(height, width, (y, x) => cellAt(grid, x, y) !== cellAt(grid, x, y - 1));
  for (let size = MAX_SIZE; size > 1; size--) {
    const [x, y] = [offsetOf(across, size), offsetOf(down, size)];
    if (x !== undefined && y !== undefined) return { size, x, y, rows: squares(grid, size, x, y) };
  }
  return undefined;
}

const cellAt = ({ width, cells }: Grid, x: number, y: number) => cells[y * width + x] as number;

/** For each line how many cells differ from those of the line before. */
const countEdges = (
  lines: number,
  length: number,
  differs: (line: number, at: number) => boolean,
): number[] =>
  Array.from({ length: lines }, (_, line) => {
    let edges = 0;
    for (let at = 0; line > 0 && at < length; at++) edges += Number(differs(line, at));
    return edges;
  });

/** Where squares of a size begin, if most edges lie between them. */
function offsetOf(edges: readonly number[], size: number): number | undefined {
  const all = edges.reduce((sum, count) => sum + count, 0);
  for (let offset = 0; offset < size; offset++) {
    const between = edges.reduce(
      (sum, count, line) => sum + (line % size === offset ? count : 0),
      0,
    );
    if (all > 0 && between >= LEAST_SHARE * all) return offset;
  }
  return undefined;
}

function squares(grid: Grid, size: number, left: number, top: number): number[][] {
  const rows: number[][] = [];
  for (let y = top; y + size <= grid.height; y += size) {
    const row: number[] = [];
    for (let x = left; x + size <= grid.width; x += size) row.push(mainColour(grid, x, y, size));
    rows.push(row);
  }
  return rows;
}

function mainColour(grid: Grid, left: number, top: number, size: number): number {
  const colours: number[] = [];
  for (let y = top; y < top + size; y++) {
    for (let x = left; x < left + size; x++) colours.push(cellAt(grid, x, y));
  }
  return mostFrequent(colours);
}
