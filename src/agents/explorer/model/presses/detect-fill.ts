import { patchAt } from "../../perception/flood-fill.ts";
import type { View } from "../../perception/view.ts";

/** Smaller patches change by chance. */
const LEAST_CELLS = 4;

/** Detects a flood fill: a cell of the one patch that turned to `colour` as a whole, with nothing else; undefined for none. */
export function detectFill(before: View, after: View, colour: number): number | undefined {
  if (before.cells.length !== after.cells.length) return undefined;
  const filled: number[] = [];
  for (const [at, now] of after.cells.entries()) {
    if (now === colour && before.cells[at] !== colour) filled.push(at);
  }
  const [first] = filled;
  if (first === undefined || filled.length < LEAST_CELLS) return undefined;
  const patch = patchAt(before, first);
  return patch.length === filled.length && patch.every((at) => after.cells[at] === colour)
    ? first
    : undefined;
}
