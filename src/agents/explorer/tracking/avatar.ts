import type { Bounds } from "../perception/bounds.ts";
import type { Spot, Sprite } from "../perception/sprite.ts";

/** The thing the keys move, and where it is. */
export interface Mover {
  readonly sprite: Sprite;
  readonly spot: Spot;
}

/** The box of the mover where it is. */
export const boundsOf = ({ spot: { x, y }, sprite: { width, height } }: Mover): Bounds => ({
  left: x,
  top: y,
  right: x + width - 1,
  bottom: y + height - 1,
});
