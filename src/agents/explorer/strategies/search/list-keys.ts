import { CLICK, UNDO } from "../../../../game/action.ts";
import { hashNumbers } from "../../../../game/hash.ts";
import { type Bounds, moveBounds } from "../../perception/bounds.ts";
import type { View } from "../../perception/view.ts";
import type { GraphAvatar } from "../../tracking/graph-avatar.ts";
import type { Candidate } from "./candidate.ts";

const UNDO_FACTOR = 0.5;
/** Stand-ins for the colours of the avatar's own cells and of what lies outside the grid. */
const OWN = 20;
const OUTSIDE = 17;

/** A place as one number. */
export const placeOf = ({ left, top }: Bounds): number => hashNumbers(left, top);

/** What the avatar would stand on in `box`: the set of colours, and the exact pattern, as hashes. */
function footprint({ cells, width, height }: View, own: Bounds, box: Bounds) {
  const colours = new Set<number>();
  let pattern = 0;
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      let colour = OUTSIDE;
      if (x >= own.left && x <= own.right && y >= own.top && y <= own.bottom) colour = OWN;
      else if (x >= 0 && x < width && y >= 0 && y < height) colour = cells[y * width + x] as number;
      colours.add(colour);
      pattern = hashNumbers(pattern, colour);
    }
  }
  return { colours: hashNumbers(...[...colours].sort((a, b) => a - b)), pattern };
}

/** The keys a game takes; those that move the avatar are told apart by what is ahead of it. */
export function listKeys(
  view: View,
  available: readonly number[],
  box: Bounds | undefined,
  avatar: GraphAvatar,
): Candidate[] {
  return available
    .filter((id) => id > 0 && id !== CLICK)
    .map((code) => {
      const factor = code === UNDO ? UNDO_FACTOR : 1;
      const displacement = avatar.displacementOf(code);
      if (!box || !displacement) return { code, factor, signatures: [hashNumbers(code)] };
      const ahead = moveBounds(box, displacement.dx, displacement.dy);
      const { colours, pattern } = footprint(view, box, ahead);
      return {
        code,
        factor,
        signatures: [
          hashNumbers(code),
          hashNumbers(code, 1, colours),
          hashNumbers(code, 2, pattern),
        ],
        target: placeOf(ahead),
      };
    });
}
