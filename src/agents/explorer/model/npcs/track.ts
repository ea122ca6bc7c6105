import { type Bounds, moveBounds } from "../../perception/bounds.ts";
import { lengthOf } from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import type { Npc } from "../../tracking/npc-finder.ts";
import type { MotionState } from "./motion-state.ts";

/** One npc that moves by itself, followed from view to view. */
export interface Track {
  readonly kind: number;
  /** As it was first seen. */
  readonly look: Npc;
  readonly motion: MotionState;
  /** For how many moments something covers it. */
  readonly unseen: number;
}

/** How far a npc goes at once. */
const MAX_WAY = 16;
/** The least share of a npc that tells where it is. */
const LEAST_SEEN = 0.3;
/** Where a npc may have gone, in steps. */
const AROUND = [
  [0, 0],
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
] as const;
/** How many steps away is near. */
const CLOSE_STEPS = 2;

/** The npc of a kind that is nearest to a place, if any is near enough to have come from there. */
export function findNearest(kind: number, to: Bounds, npcs: ReadonlySet<Npc>): Npc | undefined {
  let best: Npc | undefined;
  let shortest = MAX_WAY + 1;
  for (const npc of npcs) {
    if (npc.kind !== kind) continue;
    const way = lengthOf({ dx: npc.left - to.left, dy: npc.top - to.top });
    if (way >= shortest) continue;
    shortest = way;
    best = npc;
  }
  return best;
}

/** Where something covers a part of a npc: here still, or a step away; the place that shows most of it. */
export function findCovered(
  { width, height, cells }: View,
  { motion, look, unseen }: Track,
  stepLength: number,
): Bounds | undefined {
  if (unseen > 0) return undefined;
  let most = LEAST_SEEN * look.area;
  let found: Bounds | undefined;
  for (const [across, down] of AROUND) {
    const bounds = moveBounds(motion, across * stepLength, down * stepLength);
    if (bounds.left < 0 || bounds.top < 0 || bounds.right >= width || bounds.bottom >= height)
      continue;
    let seen = 0;
    for (let y = bounds.top; y <= bounds.bottom; y++) {
      for (let x = bounds.left; x <= bounds.right; x++) {
        if (cells[y * width + x] === look.colour) seen += 1;
      }
    }
    if (seen <= most || seen > look.area) continue;
    most = seen;
    found = bounds;
  }
  return found;
}

/** Whether a npc may come into a bounds within a few steps. */
export const isClose = (bounds: Bounds, npc: Bounds, stepLength: number): boolean => {
  const far = CLOSE_STEPS * stepLength;
  return (
    npc.left - bounds.right <= far &&
    bounds.left - npc.right <= far &&
    npc.top - bounds.bottom <= far &&
    bounds.top - npc.bottom <= far
  );
};
