import { cellsBeside } from "../../perception/cells-beside.ts";
import type { View } from "../../perception/view.ts";

/** A smaller patch may have changed by chance. */
const LEAST_CELLS = 4;

/** The cells joined to one by their colour, itself included. */
export function patchAt(view: View, start: number): ReadonlySet<number> {
  const patch = new Set([start]);
  for (const at of patch) {
    for (const other of cellsBeside(view, at)) {
      if (view.cells[other] === view.cells[start]) patch.add(other);
    }
  }
  return patch;
}

/** A cell of the patch that changed from one colour to `colour` as a whole, and it alone; undefined where there is no such. */
export function detectPour(before: View, after: View, colour: number): number | undefined {
  if (before.cells.length !== after.cells.length) return undefined;
  const poured: number[] = [];
  for (const [at, now] of after.cells.entries()) {
    if (now === colour && before.cells[at] !== colour) poured.push(at);
  }
  const [first] = poured;
  if (first === undefined || poured.length < LEAST_CELLS) return undefined;
  const patch = patchAt(before, first);
  return patch.size === poured.length && poured.every((at) => patch.has(at)) ? first : undefined;
}
