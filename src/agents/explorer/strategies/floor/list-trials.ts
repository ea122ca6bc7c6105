import type { TreadModel } from "../../model/floor/floor-model.ts";
import { PLAIN, UNSEEN } from "../../model/floor/tile-look.ts";

/** To come onto a square looking a certain way. */
export interface Trial {
  readonly tile: number;
  readonly avatar: number;
}

/** More trials than these are not listed. */
const MAX_TRIALS = 4;

/**
 * Once steps were seen to change the avatar: the squares of a colour that it has, or can take on, onto which
 * it never came looking so.
 */
export function listTrials({ rule, looks, avatar, colourOf }: TreadModel): Trial[] {
  const trials: Trial[] = [];
  if (rule.guises.size === 0) return trials;
  for (const [tile, look] of looks.entries()) {
    if (look === PLAIN || look === UNSEEN || trials.length >= MAX_TRIALS) continue;
    const colour = colourOf(tile);
    if (colour === undefined || (colour !== avatar && !rule.guises.has(colour))) continue;
    if (rule.isTested(look, colour) || rule.nextAvatar(look, -1) !== -1) continue;
    trials.push({ tile, avatar: colour });
  }
  return trials;
}
