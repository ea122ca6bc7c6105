import { type Displacement, isSameDisplacement, lengthOf } from "../perception/displacement.ts";
import { cellsOf, cutSprite } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { Avatar } from "./avatar.ts";
import { detectDisplacement } from "./detect-displacement.ts";

/**
 * The avatar after it moved `by`, with all cells that moved along. At first a part may be missing, where
 * the ground below had its colour.
 */
export function growAvatar(avatar: Avatar, before: View, after: View, by: Displacement): Avatar {
  const found = detectDisplacement(before, after, by);
  if (!found || !isSameDisplacement(found, by) || found.now.length <= avatar.sprite.dx.length)
    return avatar;
  const now = new Set(found.now);
  if (!cellsOf(after, avatar.sprite, avatar.spot).every((at) => now.has(at))) return avatar;
  const whole = cutSprite(after, found.now);
  const { width, height } = whole.sprite;
  // A sprite longer than its step would have changed in parts only: rather another thing moved along.
  return Math.max(width, height) <= lengthOf(by) ? whole : avatar;
}
