import type { Grid } from "../../../game/frame.ts";
import type { Displacement } from "../perception/displacement.ts";
import { displaced, matchAt, type Spot, type Sprite } from "../perception/sprite.ts";

/** A thing that can be pushed, and where it is. */
export interface Box {
  readonly colour: number;
  readonly sprite: Sprite;
  readonly spot: Spot;
}

/** What lies on it may hide most of a box that is where it was thought to be. */
const FIT = 0.3;

/** A box seen again in a view, where it was or moved by one of the displacements; undefined when it is at none. */
export function followBox(
  view: Grid,
  box: Box,
  displacements: readonly Displacement[],
): Box | undefined {
  let best: Spot | undefined;
  let most = FIT;
  for (const displacement of [{ dx: 0, dy: 0 }, ...displacements]) {
    const spot = displaced(box.spot, displacement);
    const match = matchAt(view, box.sprite, spot);
    if (match < most || (match === most && best)) continue;
    most = match;
    best = spot;
  }
  return best && { ...box, spot: best };
}
