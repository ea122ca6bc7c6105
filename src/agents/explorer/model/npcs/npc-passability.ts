import { COLOURS } from "../../../../game/frame.ts";
import { HIDDEN } from "../../../../game/mask.ts";
import type { Bounds } from "../../perception/bounds.ts";
import type { View } from "../../perception/view.ts";

/** The passability of the background for NPCs. */
export interface NpcPassability {
  /** The avatar stood within these bounds. */
  walked(background: View, bounds: Bounds): void;
  /** Tells whether an NPC that was on the colours `passed` can move to given bounds. */
  freeFor(background: View, passed: ReadonlySet<number>): (bounds: Bounds) => boolean;
}

/**
 * Starts with nothing seen. An NPC can move where the most frequent colour is one that it or the avatar
 * stood on: small details do not block it.
 */
export function createNpcPassability(): NpcPassability {
  const colours = new Set<number>([HIDDEN]);

  return {
    walked: (background, bounds) => void colours.add(mostIn(background, bounds)),
    freeFor(background, passed) {
      const known = new Map<number, boolean>();
      const look = (bounds: Bounds): boolean => {
        const { left, top, right, bottom } = bounds;
        if (left < 0 || top < 0 || right >= background.width || bottom >= background.height)
          return false;
        const colour = mostIn(background, bounds);
        return passed.has(colour) || colours.has(colour);
      };
      return (bounds) => {
        const place = (bounds.top + 64) * 256 + bounds.left + 64;
        const free = known.get(place) ?? look(bounds);
        known.set(place, free);
        return free;
      };
    },
  };
}

/** The most frequent colour within bounds. */
export function mostIn({ width, cells }: View, { left, top, right, bottom }: Bounds): number {
  const counts = new Uint16Array(COLOURS + 1);
  let most = 0;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const colour = cells[y * width + x] as number;
      counts[colour] = (counts[colour] as number) + 1;
      if ((counts[colour] as number) > (counts[most] as number)) most = colour;
    }
  }
  return most;
}
