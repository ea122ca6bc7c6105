import { type Displacement, isSameDisplacement, STILL } from "../perception/displacement.ts";
import { displaced, matchAt } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { ActionEffects } from "./action-effects.ts";
import type { Avatar } from "./avatar.ts";

/** The least match of the sprite at the expected spot, and at one of other known displacements. */
const LOOSE_FIT = 0.5;
const FIT = 0.7;
/** Costs of a spot where the avatar stayed, and of an unusual displacement. */
const STAY_LOSS = 0.001;
const ODD_LOSS = 0.05;
/**
 * The value of a spot where the sprite matches better than before, and the cost of one where it does not.
 */
const NEWS = 0.1;

/**
 * The displacement of the avatar by a key: of the possible ones that with the best match of its sprite;
 * undefined where none matches.
 */
export function followAvatar(
  { sprite, spot }: Avatar,
  key: number,
  effects: ActionEffects,
  before: View,
  after: View,
): Displacement | undefined {
  const usual = effects.scaled(key);
  const convention = effects.byConvention(key);
  const options = [
    STILL,
    ...(usual ? [usual] : []),
    ...effects.seen(key),
    ...(convention ? [convention] : []),
  ];
  let best: Displacement | undefined;
  let bestValue = 0;
  for (const option of options) {
    const there = displaced(spot, option);
    const fit = matchAt(after, sprite, there);
    const isUsual = usual !== undefined && isSameDisplacement(option, usual);
    const isStay = isSameDisplacement(option, STILL);
    // Another thing may look like the avatar: only a better match than before shows that it came.
    const news = isStay ? 0 : fit > matchAt(before, sprite, there) ? NEWS : -NEWS;
    const value = fit - (isUsual ? 0 : isStay ? STAY_LOSS : ODD_LOSS) + news;
    if (value > bestValue && fit >= (isUsual || isStay ? LOOSE_FIT : FIT)) {
      bestValue = value;
      best = option;
    }
  }
  return best;
}
