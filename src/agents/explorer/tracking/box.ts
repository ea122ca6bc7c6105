import type { Grid } from "../../../game/frame.ts";
import { type Displacement, STILL } from "../perception/displacement.ts";
import { displaced, matchAt, type Spot, type Sprite } from "../perception/sprite.ts";

/** A thing that can be pushed, and where it is. */
export interface Box {
  readonly colour: number;
  readonly sprite: Sprite;
  readonly spot: Spot;
}

/** What lies on it may hide most of a box that is where it was thought to be. */
const FIT = 0.3;

/** A box seen again in a view, where it was or moved by a displacement; undefined when it is at neither. */
export function followBox(view: Grid, box: Box, by: Displacement = STILL): Box | undefined {
  const moved = { ...box, spot: displaced(box.spot, by) };
  const [here, there] = [box, moved].map(({ sprite, spot }) => matchAt(view, sprite, spot)) as [
    number,
    number,
  ];
  if (Math.max(here, there) < FIT) return undefined;
  return there > here ? moved : box;
}
