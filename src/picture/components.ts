import type { Grid } from "../game/frame.ts";

/** A 4-connected patch of one colour. */
export interface Component {
  readonly colour: number;
  /** Its upper left corner and its sides, in cells. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its number of cells. */
  readonly area: number;
}

/** A component with the indices of its cells. */
export interface Patch extends Component {
  /** Indices into the grid's cells. */
  readonly cells: readonly number[];
}

/** All components of a grid, in reading order of their first cells. */
export const listComponents = (grid: Grid): Component[] =>
  listPatches(grid).map(({ cells: _, ...component }) => component);

/** All components of a grid with their cells, in reading order of their first cells. */
export function listPatches({ width, height, cells }: Grid): Patch[] {
  const taken = new Uint8Array(cells.length);
  const patches: Patch[] = [];
  for (let start = 0; start < cells.length; start++) {
    if (taken[start] === 1) continue;
    const colour = cells[start] as number;
    const queue = [start];
    taken[start] = 1;
    let [left, right, bottom] = [width, -1, 0];
    for (const at of queue) {
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
      const beside = [
        x > 0 ? at - 1 : -1,
        x < width - 1 ? at + 1 : -1,
        y > 0 ? at - width : -1,
        y < height - 1 ? at + width : -1,
      ];
      for (const next of beside) {
        if (next < 0 || taken[next] === 1 || cells[next] !== colour) continue;
        taken[next] = 1;
        queue.push(next);
      }
    }
    const y = Math.floor(start / width);
    const size = { width: right - left + 1, height: bottom - y + 1 };
    patches.push({ colour, x: left, y, ...size, area: queue.length, cells: queue });
  }
  return patches;
}

/** The most frequent of some colours; of several the lowest. */
export function mostFrequent(colours: Iterable<number>): number {
  const counts = new Uint32Array(256);
  for (const colour of colours) counts[colour] = (counts[colour] as number) + 1;
  return counts.indexOf(Math.max(...counts));
}

/** The most frequent colour of a grid. */
export const backgroundOf = ({ cells }: Grid): number => mostFrequent(cells);
