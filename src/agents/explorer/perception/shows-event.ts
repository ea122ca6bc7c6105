import { type Frame, lastGrid } from "../../../game/frame.ts";
import type { Mask } from "../../../game/mask.ts";
import { lookAt, type View } from "./view.ts";

/** Whether an animation showed something that is neither in the picture before nor in the one after. */
export function showsEvent(before: View, after: Frame, mask: Mask): boolean {
  const settled = lookAt(lastGrid(after), mask);
  return after.grids.slice(0, -1).some((grid) => {
    const { cells } = lookAt(grid, mask);
    return cells.some((cell, at) => cell !== before.cells[at] && cell !== settled.cells[at]);
  });
}
