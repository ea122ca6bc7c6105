import { type Displacement, isSameDisplacement, STILL } from "../perception/displacement.ts";
import { displaced, matchAt } from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import type { ActionEffects } from "./action-effects.ts";
import type { Avatar } from "./avatar.ts";

/** How well a sprite must fit where it is expected, and where it may be anywhere it went before. */
const LOOSE_FIT = 0.5;
const FIT = 0.7;
/** How much a place loses where the avatar stayed, and where it does not usually go. */
const STAY_LOSS = 0.001;
const ODD_LOSS = 0.05;
/** How much a place gains where the avatar is seen better than before, and loses where it is not. */
const NEWS = 0.1;

/**
 * By how much the avatar went, to the place where it is best seen again after a key, of those it may have gone
 * to; undefined where it is seen at none.
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
    // What looks like it may have done so before: only what is new there tells that it came.
    const news = isStay ? 0 : fit > matchAt(before, sprite, there) ? NEWS : -NEWS;
    const value = fit - (isUsual ? 0 : isStay ? STAY_LOSS : ODD_LOSS) + news;
    if (value > bestValue && fit >= (isUsual || isStay ? LOOSE_FIT : FIT)) {
      bestValue = value;
      best = option;
    }
  }
  return best;
}
