import { COLOURS } from "../../../../game/frame.ts";
import { boundsAround, middleOf, type Point } from "../../perception/bounds.ts";
import type { View } from "../../perception/view.ts";
import { changesByColour } from "../colour-displacements.ts";
import { directionOf } from "../detect-displacement.ts";

const MIN_CELLS = 2;
const MAX_CELLS = 80;
/** The most by which as many cells may differ before and after. */
const MAX_RATIO = 1.5;

/** Votes for each colour over all levels of a game: how much more often it moved as keys should move a cursor than not. */
export type CursorColours = Map<number, number>;

/** A move of the cursor. */
export interface Jump {
  readonly colour: number;
  readonly from: Point;
  readonly to: Point;
  /** Whether it moved in the direction that the key means. */
  readonly isAsMeant: boolean;
  /** What it covers now. */
  readonly cells: readonly number[];
}

/**
 * Detects the colour that moved from pressable to pressable in the conventional direction of the key: other
 * things move whatever key is pressed. `isFollowed`: whether the cursor is known to have been there in this
 * colour. Counts votes for all colours.
 */
export function detectJump(
  key: number,
  before: View,
  after: View,
  isPressable: (point: Point) => boolean,
  isFollowed: (colour: number, from: Point) => boolean,
  votes: CursorColours,
): Jump | undefined {
  if (before.cells.length !== after.cells.length) return undefined;
  const { lost, gained } = changesByColour(before, after);
  const direction = directionOf(key) ?? { dx: 0, dy: 0 };
  let best: Jump | undefined;
  let most = 0;
  for (let colour = 0; colour < COLOURS; colour++) {
    const least = Math.min(lost[colour]?.length ?? 0, gained[colour]?.length ?? 0);
    const larger = Math.max(lost[colour]?.length ?? 0, gained[colour]?.length ?? 0);
    if (least < MIN_CELLS || larger > MAX_CELLS || larger > MAX_RATIO * least) continue;
    const from = middleOf(boundsAround(lost[colour] as readonly number[], before.width));
    const to = middleOf(boundsAround(gained[colour] as readonly number[], after.width));
    const isAsMeant = (to.x - from.x) * direction.dx + (to.y - from.y) * direction.dy > 0;
    const known = votes.get(colour) ?? 0;
    // At the last pressable a key may lead back to the first.
    const isLikely = isAsMeant ? known >= 0 : known > 0 && isFollowed(colour, from);
    if (isAsMeant || !isLikely) votes.set(colour, known + (isAsMeant ? 1 : -1));
    if (!isLikely || known + 1 <= most || !isPressable(from) || !isPressable(to)) continue;
    most = known + 1;
    best = { colour, from, to, isAsMeant, cells: gained[colour] as readonly number[] };
  }
  return best;
}
