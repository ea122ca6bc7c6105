import { type Bounds, moveBounds } from "../../perception/bounds.ts";
import { lengthOf } from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import type { Thing } from "../../tracking/find-npcs.ts";
import type { MotionState } from "./motion-state.ts";

/** One thing that moves by itself, followed from view to view. */
export interface Track {
  readonly kind: number;
  /** As it was first seen. */
  readonly look: Thing;
  readonly motion: MotionState;
  /** For how many moments something covers it. */
  readonly unseen: number;
}

/** How far a thing goes at once. */
const MAX_WAY = 16;
/** The least share of a thing that tells where it is. */
const LEAST_SEEN = 0.3;
/** Where a thing may have gone, in steps. */
const AROUND = [
  [0, 0],
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
] as const;
/** How many steps away is near. */
const CLOSE_STEPS = 2;

/** The thing of a kind that is nearest to a place, if any is near enough to have come from there. */
export function findNearest(
  kind: number,
  to: Bounds,
  things: ReadonlySet<Thing>,
): Thing | undefined {
  let best: Thing | undefined;
  let shortest = MAX_WAY + 1;
  for (const thing of things) {
    if (thing.kind !== kind) continue;
    const way = lengthOf({ dx: thing.left - to.left, dy: thing.top - to.top });
    if (way >= shortest) continue;
    shortest = way;
    best = thing;
  }
  return best;
}

/** Where something covers a part of a thing: here still, or a step away; the place that shows most of it. */
export function findCovered(
  { width, height, cells }: View,
  { motion, look, unseen }: Track,
  stride: number,
): Bounds | undefined {
  if (unseen > 0) return undefined;
  let most = LEAST_SEEN * look.area;
  let found: Bounds | undefined;
  for (const [across, down] of AROUND) {
    const box = moveBounds(motion, across * stride, down * stride);
    if (box.left < 0 || box.top < 0 || box.right >= width || box.bottom >= height) continue;
    let seen = 0;
    for (let y = box.top; y <= box.bottom; y++) {
      for (let x = box.left; x <= box.right; x++) {
        if (cells[y * width + x] === look.colour) seen += 1;
      }
    }
    if (seen <= most || seen > look.area) continue;
    most = seen;
    found = box;
  }
  return found;
}

/** Whether a thing may come into a box within a few steps. */
export const isClose = (box: Bounds, thing: Bounds, stride: number): boolean => {
  const far = CLOSE_STEPS * stride;
  return (
    thing.left - box.right <= far &&
    box.left - thing.right <= far &&
    thing.top - box.bottom <= far &&
    box.top - thing.bottom <= far
  );
};
