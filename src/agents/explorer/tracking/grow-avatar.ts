import { isSameShift, lengthOf, type Shift } from "../perception/displacement.ts";
import { cellsOf, cutSprite } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { Mover } from "./avatar.ts";
import { detectShift } from "./detect-displacement.ts";

/**
 * The mover after it went `by`, with all that went along. More of it may move than was first seen, where
 * what it came from looked like a part of it.
 */
export function growMover(mover: Mover, before: View, after: View, by: Shift): Mover {
  const found = detectShift(before, after, by);
  if (!found || !isSameShift(found, by) || found.now.length <= mover.sprite.dx.length) return mover;
  const now = new Set(found.now);
  if (!cellsOf(after, mover.sprite, mover.spot).every((at) => now.has(at))) return mover;
  const whole = cutSprite(after, found.now);
  const { width, height } = whole.sprite;
  // What goes farther than its own length would leave gaps: rather another thing went along.
  return Math.max(width, height) <= lengthOf(by) ? whole : mover;
}
