import { type Displacement, isSameDisplacement, lengthOf } from "../perception/displacement.ts";
import { cellsOf, cutSprite } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { Avatar } from "./avatar.ts";
import { detectDisplacement } from "./detect-displacement.ts";

/**
 * The avatar after it went `by`, with all that went along. More of it may move than was first seen, where
 * what it came from looked like a part of it.
 */
export function growAvatar(avatar: Avatar, before: View, after: View, by: Displacement): Avatar {
  const found = detectDisplacement(before, after, by);
  if (!found || !isSameDisplacement(found, by) || found.now.length <= avatar.sprite.dx.length)
    return avatar;
  const now = new Set(found.now);
  if (!cellsOf(after, avatar.sprite, avatar.spot).every((at) => now.has(at))) return avatar;
  const whole = cutSprite(after, found.now);
  const { width, height } = whole.sprite;
  // What goes farther than its own length would leave gaps: rather another thing went along.
  return Math.max(width, height) <= lengthOf(by) ? whole : avatar;
}
