import type { View } from "../../perception/view.ts";
import { changesByColour } from "../colour-displacements.ts";

/**
 * Follows a cursor over a place of its own colour, where its move is seen only in part. The cells it covers
 * after it left `cells`: those of its form that appeared, or, where only its old place is seen, those a
 * `step` (in cells of the view) farther. Undefined where neither fits.
 */
export function traceCursor(
  before: View,
  after: View,
  colour: number,
  cells: readonly number[],
  step: number,
): readonly number[] | undefined {
  if (before.cells.length !== after.cells.length || cells.length === 0) return undefined;
  const { lost, gained } = changesByColour(before, after);
  const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);
  const old = sorted(cells);
  const appeared = sorted(gained[colour] ?? []);
  const isMovedBy = (other: readonly number[], by: number) =>
    other.length === old.length && other.every((at, index) => at === (old[index] as number) + by);
  if (isMovedBy(appeared, (appeared[0] ?? 0) - (old[0] as number))) return appeared;
  const vanished = new Set(lost[colour] ?? []);
  const moved = old.map((at) => at + step);
  const isGone = vanished.size === old.length && old.every((at) => vanished.has(at));
  return isGone && moved.every((at) => after.cells[at] === colour) ? moved : undefined;
}
