import { COLOURS } from "../../../../game/frame.ts";
import { HIDDEN } from "../../../../game/mask.ts";
import type { Bounds } from "../../perception/bounds.ts";
import type { View } from "../../perception/view.ts";

/** What things that move by themselves can stand on. */
export interface NpcPassability {
  /** The avatar stood in a box. */
  walked(ground: View, box: Bounds): void;
  /** Tells whether a thing may go into a box that itself was on ground of the colours `passed`. */
  freeFor(ground: View, passed: ReadonlySet<number>): (box: Bounds) => boolean;
}

/**
 * Starts with nothing seen. A thing may go where most of what its box would cover has a colour that it
 * or the avatar was on before: textures and what is small do not bar the way.
 */
export function createNpcPassability(): NpcPassability {
  const colours = new Set<number>([HIDDEN]);

  return {
    walked: (ground, box) => void colours.add(mostIn(ground, box)),
    freeFor(ground, passed) {
      const known = new Map<number, boolean>();
      const look = (box: Bounds): boolean => {
        const { left, top, right, bottom } = box;
        if (left < 0 || top < 0 || right >= ground.width || bottom >= ground.height) return false;
        const colour = mostIn(ground, box);
        return passed.has(colour) || colours.has(colour);
      };
      return (box) => {
        const place = (box.top + 64) * 256 + box.left + 64;
        const free = known.get(place) ?? look(box);
        known.set(place, free);
        return free;
      };
    },
  };
}

/** The colour of most cells in a box. */
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
