import { headingOf, isSameShift, isStill, type Shift } from "../perception/displacement.ts";
import {
  cutSprite,
  findSprite,
  matchAt,
  overlap,
  type Spot,
  shifted,
} from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import { createKeyHabits } from "./action-effects.ts";
import type { Mover } from "./avatar.ts";
import { detectShift, directionOf, type Shifted } from "./detect-displacement.ts";
import { followMover } from "./follow-avatar.ts";
import { growMover } from "./grow-avatar.ts";
import { createHitRate } from "./hit-rate.ts";

/** What a key did to the mover. */
export type Motion =
  | { readonly kind: "moved"; readonly from: Spot; readonly by: Shift }
  | { readonly kind: "stayed" }
  /** Seen for the first time, or another thing than before obeys the keys now. */
  | { readonly kind: "found"; readonly from: Spot; readonly by: Shift }
  | { readonly kind: "lost" };

/** Follows the thing that the keys move, from view to view. */
export interface MoverTracker {
  /** Learns from a key. `others`: cells of the view before that surely show what moves by itself. */
  watch(before: View, key: number, after: View, others?: ReadonlySet<number>): Motion;
  /** A view that no key led to from the one before: finds the mover in it again. `isNew`: in a level not seen before. */
  relocate(view: View, isNew?: boolean): void;
  readonly mover: Mover | undefined;
  /** How a key usually moves it; where it was never seen to, its direction by convention and the usual step. */
  shiftOf(key: number): Shift | undefined;
  /** Whether a key was seen to move it. */
  knows(key: number): boolean;
  /** The share of the latest keys whose result was one of those expected, 0 … 1. */
  trust(): number;
}

/** Keys that are remembered whether their result was expected. */
const REMEMBERED = 40;
/** How well a sprite must fit where it may be anywhere, and to stand where it was. */
const FOUND_FIT = 0.6;
const STAND_FIT = 0.9;
/** The least cells of another thing that obeys the keys now. */
const LEAST_CELLS = 4;
/** Steps after which all of the mover should have been seen. */
const YOUTH = 8;

const NONE: ReadonlySet<number> = new Set();

/** Starts without a mover. */
export function createMoverTracker(): MoverTracker {
  const habits = createKeyHabits();
  const hits = createHitRate(REMEMBERED);
  let mover: Mover | undefined;
  /** Steps for which more of it may yet be found. */
  let young = 0;

  /** It went on as it may have. */
  const move = ({ sprite, spot }: Mover, key: number, by: Shift, before: View, after: View) => {
    hits.note(habits.foresees(key, by));
    habits.note(key, by);
    mover = { sprite, spot: shifted(spot, by) };
    if (young > 0) {
      young -= 1;
      mover = growMover(mover, before, after, by);
    }
    return { kind: "moved", from: shifted(mover.spot, by, -1), by } as const;
  };

  /** Something moved that was not followed: the mover, or another thing that obeys the keys now. */
  const take = (found: Shifted, key: number, after: View): Motion => {
    const by = { dx: found.dx, dy: found.dy };
    const old = mover;
    const one = cutSprite(after, found.now);
    const from = shifted(one.spot, found, -1);
    const isKnown = habits.usual(key) !== undefined;
    mover = one;
    young = YOUTH;
    habits.note(key, by);
    const isOld =
      old !== undefined &&
      matchAt(after, old.sprite, old.spot) < STAND_FIT &&
      overlap(old.sprite, old.spot, one.sprite, from);
    hits.note(isOld && isKnown);
    return { kind: isOld ? "moved" : "found", from, by };
  };

  /** Whether the mover, though seen where it may have gone, went otherwise: by another length than on other levels. */
  const isRescaled = (followed: Shift, before: View, after: View): boolean => {
    const exact = habits.isOpen ? detectShift(before, after, followed) : undefined;
    return (
      exact !== undefined &&
      headingOf(exact) === headingOf(followed) &&
      !isSameShift(exact, followed)
    );
  };

  return {
    watch(before, key, after, others = NONE) {
      const followed = mover && followMover(mover, key, habits, before, after);
      const moved = followed && !isStill(followed);
      if (mover && moved && !isRescaled(followed, before, after)) {
        return move(mover, key, followed, before, after);
      }
      const usual = habits.usual(key);
      const shows =
        before.key === after.key
          ? undefined
          : detectShift(before, after, usual ?? directionOf(key));
      const found = shows?.cells.some((at) => others.has(at)) ? undefined : shows;
      const isTaken =
        found !== undefined &&
        isUsable(key, found, usual) &&
        (!mover || !followed || found.cells.length >= LEAST_CELLS);
      if (isTaken) return take(found, key, after);
      if (!mover) return { kind: "stayed" };
      if (followed) {
        hits.note(true);
        return { kind: "stayed" };
      }
      hits.note(false);
      const spot = findSprite(after, mover.sprite, FOUND_FIT);
      mover = spot && { sprite: mover.sprite, spot };
      return { kind: "lost" };
    },
    relocate(view, isNew = false) {
      if (isNew) habits.begin();
      if (!mover) return;
      const { sprite } = mover;
      const spot = findSprite(view, sprite, FOUND_FIT);
      if (spot) mover = { sprite, spot };
    },
    get mover() {
      return mover;
    },
    shiftOf: habits.of,
    knows: (key) => habits.usual(key) !== undefined,
    trust: hits.share,
  };
}

/** A thing that moved against the key's direction is rather pushed by something else. */
function isUsable(key: number, by: Shift, usual: Shift | undefined): boolean {
  if (usual && isSameShift(usual, by)) return true;
  const direction = directionOf(key);
  if (!direction) return true;
  return Math.sign(by.dx) === direction.dx && Math.sign(by.dy) === direction.dy;
}
