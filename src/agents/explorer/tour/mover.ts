import type { Box } from "../detect-move.ts";
import { headingOf, isSameShift, lengthOf, type Shift } from "../shift.ts";
import { createShiftVotes } from "../shift-votes.ts";
import type { View } from "../view.ts";
import { detectShift, directionOf, type Shifted } from "./detect-shift.ts";
import { createScale } from "./scale.ts";
import {
  cellsOf,
  cutSprite,
  findSprite,
  matchAt,
  overlap,
  type Spot,
  type Sprite,
  shifted,
} from "./sprite.ts";

/** The thing the keys move, and where it is. */
export interface Mover {
  readonly sprite: Sprite;
  readonly spot: Spot;
}

/** The box of the mover where it is. */
export const boxOf = ({ spot: { x, y }, sprite: { width, height } }: Mover): Box => ({
  left: x,
  top: y,
  right: x + width - 1,
  bottom: y + height - 1,
});

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

const REMEMBERED = 40;
/** How well a sprite must fit where it is expected, and where it may be anywhere. */
const FIT = 0.7;
const LOOSE_FIT = 0.5;
const FOUND_FIT = 0.6;

/** How much a place gains where the mover is seen better than before, and loses where it is not. */
const NEWS = 0.1;
/** Steps after which all of the mover should have been seen. */
const YOUTH = 8;

const NONE: ReadonlySet<number> = new Set();

/** Starts without a mover. */
export function createMoverTracker(): MoverTracker {
  const votes = createShiftVotes();
  let mover: Mover | undefined;
  let latest: boolean[] = [];
  const scale = createScale();
  /** Steps for which more of it may yet be found. */
  let young = 0;

  const byConvention = (key: number): Shift | undefined => {
    const direction = directionOf(key);
    const typical = votes.mostFrequent();
    if (!direction || !typical) return undefined;
    const length = lengthOf(typical);
    return { dx: direction.dx * length, dy: direction.dy * length };
  };
  const note = (expected: boolean) => {
    latest = [...latest.slice(1 - REMEMBERED), expected];
  };

  /** The place where the mover is best seen again after a key, if it is seen at one it may have gone to. */
  const follow = (
    { sprite, spot }: Mover,
    key: number,
    before: View,
    after: View,
  ): Shift | undefined => {
    const stay = { dx: 0, dy: 0 };
    const known = votes.of(key);
    const convention = byConvention(key);
    const usual = scale.of(key, known[0]);
    const options = [
      stay,
      ...(usual ? [usual] : []),
      ...known,
      ...(convention ? [convention] : []),
    ];
    let best: Shift | undefined;
    let bestFit = 0;
    for (const option of options) {
      const fit = matchAt(after, sprite, shifted(spot, option));
      const isUsual = usual !== undefined && isSameShift(option, usual);
      const isStay = isSameShift(option, stay);
      // What looks like it may have done so before: only what is new there tells that it came.
      const isNews = !isStay && fit > matchAt(before, sprite, shifted(spot, option));
      const value =
        fit - (isUsual ? 0 : isStay ? 0.001 : 0.05) + (isNews ? NEWS : isStay ? 0 : -NEWS);
      if (value > bestFit && fit >= (isUsual || isStay ? LOOSE_FIT : FIT)) {
        bestFit = value;
        best = option;
      }
    }
    return best;
  };

  const take = (after: View, found: Shifted): Spot => {
    const { sprite, spot } = cutSprite(after, found.now);
    mover = { sprite, spot };
    young = YOUTH;
    return shifted(spot, found, -1);
  };

  /** More of the mover may move than was first seen, where what it came from looked like a part of it. */
  const grow = (before: View, after: View, by: Shift) => {
    young -= 1;
    if (!mover) return;
    const found = detectShift(before, after, by);
    if (!found || !isSameShift(found, by) || found.now.length <= mover.sprite.dx.length) return;
    const now = new Set(found.now);
    if (!cellsOf(after, mover.sprite, mover.spot).every((at) => now.has(at))) return;
    const whole = cutSprite(after, found.now);
    const { width, height } = whole.sprite;
    // What goes farther than its own length would leave gaps: rather another thing went along.
    if (Math.max(width, height) <= lengthOf(by)) mover = whole;
  };

  return {
    watch(before, key, after, others = NONE) {
      const followed = mover && follow(mover, key, before, after);
      const moved = followed && (followed.dx !== 0 || followed.dy !== 0);
      const exact = moved && scale.isOpen ? detectShift(before, after, followed) : undefined;
      const isScaled =
        exact &&
        headingOf(exact) === headingOf(followed as Shift) &&
        !isSameShift(exact, followed as Shift);
      if (mover && followed && moved && !isScaled) {
        const from = mover.spot;
        const convention = byConvention(key);
        const seen = votes.of(key);
        note(
          seen.length > 0
            ? seen.some((one) => isSameShift(one, followed))
            : convention !== undefined && isSameShift(convention, followed),
        );
        scale.note(key, followed, seen[0]);
        votes.cast(key, followed);
        mover = { sprite: mover.sprite, spot: shifted(from, followed) };
        if (young > 0) grow(before, after, followed);
        return { kind: "moved", from: shifted(mover.spot, followed, -1), by: followed };
      }
      const shows =
        before.key === after.key
          ? undefined
          : detectShift(before, after, votes.usual(key) ?? directionOf(key));
      const found = shows?.cells.some((at) => others.has(at)) ? undefined : shows;
      if (mover && followed && !found) {
        note(true);
        return { kind: "stayed" };
      }
      if (found) {
        const by = { dx: found.dx, dy: found.dy };
        const fits = isUsable(key, by, votes.usual(key));
        if (mover && followed && !(fits && found.cells.length >= 4)) {
          note(true);
          return { kind: "stayed" };
        }
        if (fits) {
          const old = mover;
          const from = take(after, found);
          const known = votes.usual(key) !== undefined;
          scale.note(key, by, votes.usual(key));
          votes.cast(key, by);
          const stands = old !== undefined && matchAt(after, old.sprite, old.spot) >= 0.9;
          const isOld =
            old !== undefined &&
            !stands &&
            overlap(old.sprite, old.spot, (mover as Mover).sprite, from);
          note(isOld && known);
          return { kind: isOld ? "moved" : "found", from, by };
        }
      }
      if (mover) {
        note(false);
        const spot = findSprite(after, mover.sprite, FOUND_FIT);
        mover = spot && { sprite: mover.sprite, spot };
        return { kind: "lost" };
      }
      return { kind: "stayed" };
    },
    relocate(view, isNew = false) {
      if (isNew) scale.begin();
      if (!mover) return;
      const { sprite } = mover;
      const spot = findSprite(view, sprite, FOUND_FIT);
      if (spot) mover = { sprite, spot };
    },
    get mover() {
      return mover;
    },
    shiftOf: (key) => scale.of(key, votes.usual(key) ?? byConvention(key)),
    knows: (key) => votes.usual(key) !== undefined,
    trust: () => (latest.length === 0 ? 1 : latest.filter(Boolean).length / latest.length),
  };
}

/** A thing that moved against the key's direction is rather pushed by something else. */
function isUsable(key: number, by: Shift, usual: Shift | undefined): boolean {
  if (usual && isSameShift(usual, by)) return true;
  const direction = directionOf(key);
  if (!direction) return true;
  return Math.sign(by.dx) === direction.dx && Math.sign(by.dy) === direction.dy;
}
