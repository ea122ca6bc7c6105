import type { Bounds } from "../perception/bounds.ts";
import type { Spot, Sprite } from "../perception/sprite.ts";

/** The thing the keys move, and where it is. */
export interface Avatar {
  readonly sprite: Sprite;
  readonly spot: Spot;
}

/** The box of the avatar where it is. */
export const boundsOf = ({ spot: { x, y }, sprite: { width, height } }: Avatar): Bounds => ({
  left: x,
  top: y,
  right: x + width - 1,
  bottom: y + height - 1,
});
