import { countEach } from "./count-each.ts";
import type { View } from "./view.ts";

/** A rectangle filled with something else than its surroundings, without gaps. */
export interface Patch {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Rows of colours. */
export type Pattern = readonly (readonly number[])[];

/** As many colours, the most frequent ones, are tried as the surroundings. */
const GROUNDS = 4;
const MIN_SIDE = 2;

/** The most frequent colours of a view, which may be its grounds. */
export function groundsOf({ cells }: View): number[] {
  const sorted = [...countEach(cells)].sort((a, b) => b[1] - a[1]);
  return sorted.slice(0, GROUNDS).map(([colour]) => colour);
}

/** The boxes of what hangs together in any colours but the ground's. */
function patchesOn(ground: number, { cells, width, height }: View): Patch[] {
  const seen = new Uint8Array(cells.length);
  const patches: Patch[] = [];
  const stack: number[] = [];
  const push = (at: number) => {
    if (seen[at] === 1 || cells[at] === ground) return;
    seen[at] = 1;
    stack.push(at);
  };
  for (let first = 0; first < cells.length; first++) {
    if (seen[first] === 1 || cells[first] === ground) continue;
    let [left, right, top, bottom] = [width, 0, height, 0];
    push(first);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      if (x > 0) push(at - 1);
      if (x < width - 1) push(at + 1);
      if (y > 0) push(at - width);
      if (y < height - 1) push(at + width);
    }
    if (right - left + 1 < MIN_SIDE || bottom - top + 1 < MIN_SIDE) continue;
    patches.push({ left, top, width: right - left + 1, height: bottom - top + 1 });
  }
  return patches;
}

/** The patches of a view, on any of its grounds. */
export const findPatches = (view: View): Patch[] =>
  groundsOf(view).flatMap((ground) => patchesOn(ground, view));

/** A patch as so many rows and columns of equal boxes of one colour each; undefined where it is not that. */
export function readPattern(
  { cells, width: stride }: View,
  { left, top, width, height }: Patch,
  rows: number,
  columns: number,
): Pattern | undefined {
  if (height % rows !== 0 || width % columns !== 0) return undefined;
  const [stepX, stepY] = [width / columns, height / rows];
  const colourAt = (x: number, y: number) => cells[(top + y) * stride + left + x] as number;
  const pattern = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => colourAt(column * stepX, row * stepY)),
  );
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const box = pattern[Math.floor(y / stepY)]?.[Math.floor(x / stepX)];
      if (colourAt(x, y) !== box) return undefined;
    }
  }
  return pattern;
}
