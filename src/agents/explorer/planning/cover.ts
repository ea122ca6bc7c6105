import type { Reachable, ReachableSpots } from "../model/moves/reachable-spots.ts";
import { cellsInBounds } from "../perception/cells-in-bounds.ts";
import type { Sprite } from "../perception/sprite.ts";
import type { Target } from "../perception/targets.ts";
import type { View } from "../perception/view.ts";

/** Larger components are not considered. */
const MAX_AREA = 36;

/**
 * The reachable spot where a sprite covers most small components with its own colours at once, the
 * nearest of equals; undefined where it covers less than two, or is the present spot.
 */
export function findCover(
  view: View,
  sprite: Sprite,
  targets: readonly Target[],
  reachable: ReachableSpots,
): Reachable | undefined {
  const patches = new Map<number, number>();
  for (const [index, { component }] of targets.entries()) {
    if (component.area > MAX_AREA) continue;
    for (const cell of cellsInBounds(view.width, component)) {
      if (view.cells[cell] === component.colour) patches.set(cell, index);
    }
  }
  let best: Reachable | undefined;
  let most = 1;
  for (const one of patches.size > 1 ? reachable.values() : []) {
    const covered = new Set<number>();
    for (let i = 0; i < sprite.dx.length; i++) {
      const x = one.spot.x + (sprite.dx[i] as number);
      const y = one.spot.y + (sprite.dy[i] as number);
      if (x < 0 || y < 0 || x >= view.width) continue;
      const cell = y * view.width + x;
      const patch = patches.get(cell);
      if (patch !== undefined && view.cells[cell] === sprite.colours[i]) covered.add(patch);
    }
    if (covered.size <= most) continue;
    most = covered.size;
    best = one;
  }
  return best?.from ? best : undefined;
}
