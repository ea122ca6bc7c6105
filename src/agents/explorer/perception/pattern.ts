import { type Bounds, boundsAround, heightOf, widthOf } from "./bounds.ts";
import { floodFill } from "./flood-fill.ts";
import { countEach } from "./lists.ts";
import type { View } from "./view.ts";

/** A pattern: rows of colours. */
export type Pattern = readonly (readonly number[])[];

/** So many of the most frequent colours are tried as the ground. */
const GROUNDS = 4;
const MIN_SIDE = 2;

/** The most frequent colours of a view, which may be its grounds. */
export function groundsOf({ cells }: View): number[] {
  const sorted = [...countEach(cells)].sort((a, b) => b[1] - a[1]);
  return sorted.slice(0, GROUNDS).map(([colour]) => colour);
}

/**
 * The bounds of the connected parts of a view that remain without a ground colour, for each ground.
 */
export const findPatches = (view: View): Bounds[] =>
  groundsOf(view).flatMap((ground) => patchesOn(ground, view));

function patchesOn(ground: number, view: View): Bounds[] {
  const { cells, width } = view;
  const taken = new Uint8Array(cells.length);
  const isOther = cells.map((colour) => Number(colour !== ground));
  const patches: Bounds[] = [];
  for (let first = 0; first < cells.length; first++) {
    if (taken[first] !== 0 || isOther[first] === 0) continue;
    const patch = boundsAround(floodFill({ width, cells: isOther }, 1, [first], { taken }), width);
    if (Math.min(widthOf(patch), heightOf(patch)) >= MIN_SIDE) patches.push(patch);
  }
  return patches;
}

/** Reads a patch as a pattern of this size; undefined where its boxes are not of one colour each. */
export function readPattern(
  { cells, width: stride }: View,
  patch: Bounds,
  rows: number,
  columns: number,
): Pattern | undefined {
  const { left, top } = patch;
  const [width, height] = [widthOf(patch), heightOf(patch)];
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
