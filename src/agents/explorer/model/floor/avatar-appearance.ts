import type { Grid } from "../../../../game/frame.ts";
import type { Avatar } from "../../tracking/avatar.ts";

/** The appearance of the avatar: the colour of its own cell next to its middle. */
export function appearanceOf({ cells, width }: Grid, { sprite, spot }: Avatar): number {
  const { dx, dy } = sprite;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < dx.length; at++) {
    const off =
      Math.abs(2 * (dx[at] as number) + 1 - sprite.width) +
      Math.abs(2 * (dy[at] as number) + 1 - sprite.height);
    if (off >= least) continue;
    least = off;
    best = at;
  }
  return cells[(spot.y + (dy[best] as number)) * width + spot.x + (dx[best] as number)] as number;
}
