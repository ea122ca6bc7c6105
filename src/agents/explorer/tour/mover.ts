import type { View } from "../view.ts";
import { detectShift, directionOf, type Shift, type Shifted } from "./detect-shift.ts";
import { cutSprite, findSprite, matchAt, type Spot, type Sprite } from "./sprite.ts";

/** The thing the keys move, and where it is. */
export interface Mover {
  readonly sprite: Sprite;
  readonly spot: Spot;
}

/** What a key did to the mover. */
export type Motion =
  | { readonly kind: "moved"; readonly from: Spot; readonly by: Shift }
  | { readonly kind: "stayed" }
  /** Seen for the first time, or another thing than before obeys the keys now. */
  | { readonly kind: "found"; readonly from: Spot; readonly by: Shift }
  | { readonly kind: "lost" };

/** Follows the thing that the keys move, from view to view. */
export interface MoverTracker {
  /** Learns from a key. */
  watch(before: View, key: number, after: View): Motion;
  /** A view that no key led to from the one before: finds the mover in it again. */
  relocate(view: View): void;
  readonly mover: Mover | undefined;
  /** How a key usually moves it; where it was never seen to, its direction by convention and the usual step. */
  shiftOf(key: number): Shift | undefined;
  /** Whether a key was seen to move it. */
  knows(key: number): boolean;
  /** The share of the latest keys whose result was one of those expected, 0 … 1. */
  trust(): number;
}

interface Vote extends Shift {
  count: number;
}

const REMEMBERED = 40;
/** How well a sprite must fit where it is expected, and where it may be anywhere. */
const FIT = 0.7;
const LOOSE_FIT = 0.5;
const FOUND_FIT = 0.6;

const isSame = (a: Shift, b: Shift) => a.dx === b.dx && a.dy === b.dy;

/** Starts without a mover. */
export function createMoverTracker(): MoverTracker {
  const votes = new Map<number, Vote[]>();
  let mover: Mover | undefined;
  let latest: boolean[] = [];

  const usual = (key: number): Shift | undefined => votes.get(key)?.[0];
  const stepLength = (): number | undefined => {
    let best: Vote | undefined;
    for (const [first] of votes.values()) {
      if (first && (!best || first.count > best.count)) best = first;
    }
    return best && Math.max(Math.abs(best.dx), Math.abs(best.dy));
  };
  const byConvention = (key: number): Shift | undefined => {
    const direction = directionOf(key);
    const length = stepLength();
    if (!direction || length === undefined) return undefined;
    return { dx: direction.dx * length, dy: direction.dy * length };
  };
  const vote = (key: number, { dx, dy }: Shift) => {
    const all = votes.get(key) ?? [];
    votes.set(key, all);
    const known = all.find((one) => one.dx === dx && one.dy === dy);
    if (known) known.count += 1;
    else all.push({ dx, dy, count: 1 });
    all.sort((a, b) => b.count - a.count);
  };
  const note = (expected: boolean) => {
    latest = [...latest.slice(1 - REMEMBERED), expected];
  };

  /** The place where the mover is best seen again after a key, if it is seen at one it may have gone to. */
  const follow = ({ sprite, spot }: Mover, key: number, after: View): Shift | undefined => {
    const stay = { dx: 0, dy: 0 };
    const known = votes.get(key) ?? [];
    const convention = byConvention(key);
    const options = [stay, ...known, ...(convention ? [convention] : [])];
    let best: Shift | undefined;
    let bestFit = 0;
    for (const option of options) {
      const fit = matchAt(after, sprite, { x: spot.x + option.dx, y: spot.y + option.dy });
      const isUsual = known[0] !== undefined && isSame(option, known[0]);
      const isStay = isSame(option, stay);
      const value = fit - (isUsual ? 0 : isStay ? 0.001 : 0.05);
      if (value > bestFit && fit >= (isUsual || isStay ? LOOSE_FIT : FIT)) {
        bestFit = value;
        best = option;
      }
    }
    return best;
  };

  const take = (after: View, shifted: Shifted): Spot => {
    const { sprite, spot } = cutSprite(after, shifted.now);
    mover = { sprite, spot };
    return { x: spot.x - shifted.dx, y: spot.y - shifted.dy };
  };

  return {
    watch(before, key, after) {
      const followed = mover && follow(mover, key, after);
      const moved = followed && (followed.dx !== 0 || followed.dy !== 0);
      if (mover && followed && moved) {
        const from = mover.spot;
        const convention = byConvention(key);
        const hadVotes = votes.has(key);
        note(
          hadVotes
            ? (votes.get(key) as Vote[]).some((one) => isSame(one, followed))
            : convention !== undefined && isSame(convention, followed),
        );
        vote(key, followed);
        mover = {
          sprite: mover.sprite,
          spot: { x: from.x + followed.dx, y: from.y + followed.dy },
        };
        return { kind: "moved", from, by: followed };
      }
      const unchanged = before.key === after.key;
      const shifted = unchanged
        ? undefined
        : detectShift(before, after, usual(key) ?? directionOf(key));
      if (mover && followed && !shifted) {
        note(true);
        return { kind: "stayed" };
      }
      if (shifted) {
        const by = { dx: shifted.dx, dy: shifted.dy };
        const fits = isUsable(key, by, usual(key));
        if (mover && followed && !(fits && shifted.cells.length >= 4)) {
          note(true);
          return { kind: "stayed" };
        }
        if (fits) {
          const old = mover;
          const from = take(after, shifted);
          const known = votes.has(key);
          vote(key, by);
          const stands = old !== undefined && matchAt(after, old.sprite, old.spot) >= 0.9;
          const isOld =
            old !== undefined && !stands && overlaps(old, from, (mover as Mover).sprite);
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
    relocate(view) {
      if (!mover) return;
      const { sprite } = mover;
      const spot = findSprite(view, sprite, FOUND_FIT);
      if (spot) mover = { sprite, spot };
    },
    get mover() {
      return mover;
    },
    shiftOf: (key) => usual(key) ?? byConvention(key),
    knows: (key) => votes.has(key),
    trust: () => (latest.length === 0 ? 1 : latest.filter(Boolean).length / latest.length),
  };
}

/** A thing that moved against the key's direction is rather pushed by something else. */
function isUsable(key: number, by: Shift, usual: Shift | undefined): boolean {
  if (usual && isSame(usual, by)) return true;
  const direction = directionOf(key);
  if (!direction) return true;
  return Math.sign(by.dx) === direction.dx && Math.sign(by.dy) === direction.dy;
}

function overlaps({ sprite, spot }: Mover, at: Spot, other: Sprite): boolean {
  return (
    at.x < spot.x + sprite.width &&
    spot.x < at.x + other.width &&
    at.y < spot.y + sprite.height &&
    spot.y < at.y + other.height
  );
}
