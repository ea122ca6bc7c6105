import { COLOURS } from "../../../game/frame.ts";
import { type Bounds, unite } from "../perception/bounds.ts";
import type { View } from "../perception/view.ts";

/** How something moved between two views. */
export interface Move {
  readonly dx: number;
  readonly dy: number;
  /** Where it is now. */
  readonly bounds: Bounds;
}

/** Larger things are scenery. */
const MAX_CELLS = 200;
const MAX_SIDE = 23;

interface Extent extends Bounds {
  readonly cells: number;
}

/** The number of cells and the bounds of each colour. */
function extents({ cells, width, height }: View): Extent[] {
  const found = Array.from({ length: COLOURS }, () => ({
    cells: 0,
    left: width,
    top: height,
    right: -1,
    bottom: -1,
  }));
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const extent = found[cells[at] as number];
      if (!extent) continue;
      extent.cells += 1;
      if (x < extent.left) extent.left = x;
      if (x > extent.right) extent.right = x;
      if (y < extent.top) extent.top = y;
      extent.bottom = y;
    }
  }
  return found;
}

/**
 * Finds the thing that moved by the bounds of its colours: their number of cells and size stayed, their
 * place did not, so it may have rotated. Of several moves the one with most cells.
 */
export function detectMove(before: View, after: View): Move | undefined {
  const moves = new Map<string, { move: Move; cells: number }>();
  const then = extents(before);
  for (const [colour, now] of extents(after).entries()) {
    const old = then[colour] as Extent;
    const dx = now.left - old.left;
    const dy = now.top - old.top;
    if (now.cells === 0 || now.cells > MAX_CELLS || now.cells !== old.cells) continue;
    if (now.right - old.right !== dx || now.bottom - old.bottom !== dy) continue;
    if (Math.max(now.right - now.left, now.bottom - now.top) >= MAX_SIDE) continue;
    if (dx === 0 && dy === 0) continue;
    const known = moves.get(`${dx},${dy}`);
    const bounds = known ? unite(known.move.bounds, now) : now;
    moves.set(`${dx},${dy}`, { move: { dx, dy, bounds }, cells: now.cells + (known?.cells ?? 0) });
  }
  let most = 0;
  let found: Move | undefined;
  for (const { move, cells } of moves.values()) {
    if (cells > most) found = move;
    most = Math.max(most, cells);
  }
  return found;
}
