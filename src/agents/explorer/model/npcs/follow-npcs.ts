import {
  type Displacement,
  isSameDisplacement,
  isStill,
  lengthOf,
} from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import type { Npc } from "../../tracking/npc-finder.ts";
import { advance, surroundingsOf } from "./motion-state.ts";
import type { NpcKind } from "./npc-kind.ts";
import { mostIn, type NpcPassability } from "./npc-passability.ts";
import { findCovered, findNearest, isClose, type Track } from "./track.ts";

/** A view after an action, and its circumstances. */
export interface NpcScene {
  readonly view: View;
  readonly avatar: Avatar;
  /** The latest displacement of the avatar. */
  readonly by: Displacement;
  /** The level without avatar and NPCs before the action. */
  readonly background: View;
}

/** Tracks as they go on in the next view. */
export interface FollowedNpcs {
  readonly tracks: Track[];
  /** Whether an NPC moved otherwise than predicted, or an unpredicted one moved near the avatar. */
  readonly isSurprised: boolean;
  /** Whether any was to move, and whether any did. */
  readonly isDue: boolean;
  readonly isStirred: boolean;
}

/** The longest time that a hidden NPC is followed, in time steps. */
const MAX_UNSEEN = 12;

/**
 * Finds the NPC of each track in a view, and learns from its motion. Removes those found from `left`, the
 * NPCs seen there.
 */
export function followNpcs(
  tracks: readonly Track[],
  { view, avatar, by, background }: NpcScene,
  left: Set<Npc>,
  kindOf: (id: number) => NpcKind,
  passability: NpcPassability,
): FollowedNpcs {
  const kept: Track[] = [];
  let [isSurprised, isDue, isStirred] = [false, false, false];
  for (const track of tracks) {
    const { motion, unseen } = track;
    const kind = kindOf(track.kind);
    const isFree = passability.freeFor(background, kind.passed);
    const surroundings = surroundingsOf(avatar, avatar.spot, by, kind.stepLength, isFree);
    const predicted = kind.selection.motionModel?.(motion, surroundings);
    const expected = predicted ? advance(motion, predicted) : motion;
    const npc =
      findNearest(track.kind, expected, left) ??
      findNearest(track.kind, motion, left) ??
      findCovered(view, track, kind.stepLength);
    if (!npc) {
      if (predicted && unseen < MAX_UNSEEN) {
        kept.push({ ...track, motion: expected, unseen: unseen + 1 });
      }
      continue;
    }
    left.delete(npc as Npc);
    const went = { dx: npc.left - motion.left, dy: npc.top - motion.top };
    const hasMoved = !isStill(went);
    isSurprised ||= predicted
      ? !isSameDisplacement(went, predicted)
      : hasMoved && isClose(boundsOf(avatar), npc, kind.stepLength);
    isDue ||= predicted !== undefined && !isStill(predicted);
    isStirred ||= hasMoved;
    if (hasMoved) {
      if (unseen === 0) kind.stepLength = lengthOf(went);
      kind.passed.add(mostIn(background, npc));
    }
    if (unseen === 0 && kind.stepLength > 0) kind.selection.note(motion, surroundings, went);
    kept.push({ ...track, motion: advance(motion, went), unseen: 0 });
  }
  return { tracks: kept, isSurprised, isDue, isStirred };
}
