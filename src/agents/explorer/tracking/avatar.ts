import type { Bounds } from "../perception/bounds.ts";
import type { Spot, Sprite } from "../perception/sprite.ts";

/** The thing that the keys move: its sprite and spot. */
export interface Avatar {
  readonly sprite: Sprite;
  readonly spot: Spot;
}

/** The bounds of a sprite at its spot. */
export const boundsOf = ({ spot: { x, y }, sprite: { width, height } }: Avatar): Bounds => ({
  left: x,
  top: y,
  right: x + width - 1,
  bottom: y + height - 1,
});
