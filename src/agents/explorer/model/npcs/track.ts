import { type Bounds, doOverlap, grow, moveBounds } from "../../perception/bounds.ts";
import { lengthOf } from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import type { Npc } from "../../tracking/npc-finder.ts";
import type { MotionState } from "./motion-state.ts";

/** One NPC, followed from view to view. */
export interface Track {
  readonly kind: number;
  /** Its first look. */
  readonly look: Npc;
  readonly motion: MotionState;
  /** For how many time steps it was hidden. */
  readonly unseen: number;
}

/** The longest step of an NPC, in cells. */
const MAX_WAY = 16;
/** The least visible share of an NPC that is found. */
const LEAST_SEEN = 0.3;
/** The possible displacements of an NPC, in steps. */
const AROUND = [
  [0, 0],
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
] as const;
/** Within so many steps an NPC is close. */
const CLOSE_STEPS = 2;

/** The NPC of a kind that is nearest to given bounds, within the longest step. */
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

/** The bounds of a partly hidden NPC: where most of it is visible, at its place or a step away. */
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

/** Whether an NPC can come within bounds in a few steps. */
export const isClose = (bounds: Bounds, npc: Bounds, stepLength: number): boolean =>
  doOverlap(grow(bounds, CLOSE_STEPS * stepLength), npc);
