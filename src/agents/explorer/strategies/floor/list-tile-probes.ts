import type { FloorModel } from "../../model/floor/floor-model.ts";
import { PLAIN, UNSEEN } from "../../model/floor/tile-look.ts";

/** To come onto a tile looking a certain way. */
export interface TileProbe {
  readonly tile: number;
  readonly appearance: number;
}

/** More probes than these are not listed. */
const MAX_PROBES = 4;

/**
 * Once steps were seen to change the avatar: the tiles of a colour that it has, or can take on, onto which
 * it never came looking so.
 */
export function listTileProbes({ rule, now, colourOf }: FloorModel): TileProbe[] {
  const probes: TileProbe[] = [];
  const { looks, appearance } = now;
  if (rule.appearances.size === 0) return probes;
  for (const [tile, look] of looks.entries()) {
    if (look === PLAIN || look === UNSEEN || probes.length >= MAX_PROBES) continue;
    const colour = colourOf(tile);
    if (colour === undefined || (colour !== appearance && !rule.appearances.has(colour))) continue;
    if (rule.isTested(look, colour) || rule.nextAppearance(look, -1) !== -1) continue;
    probes.push({ tile, appearance: colour });
  }
  return probes;
}
