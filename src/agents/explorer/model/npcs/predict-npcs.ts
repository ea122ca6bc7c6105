import { hashNumbers } from "../../../../game/hash.ts";
import { doOverlap, grow } from "../../perception/bounds.ts";
import { headingOf, STILL } from "../../perception/displacement.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import {
  advance,
  type MotionModel,
  type MotionState,
  type Surroundings,
  surroundingsOf,
} from "./motion-state.ts";

/** An NPC and its motion model; undefined where none is believed. */
export interface Predicted {
  readonly motion: MotionState;
  readonly motionModel: MotionModel | undefined;
  readonly stepLength: number;
  readonly isFree: Surroundings["isFree"];
}

/** All motion models repeat after so many time steps. */
const COMMON_PACE = 6;
/** Stands for the heading of an NPC that took no step yet. */
const NO_HEADING = 5;

/**
 * The present state of NPCs, from which those after each move follow. An unpredicted NPC may be within
 * `margin` steps after the first move, and is left out after that.
 */
export function predictNpcs(npcs: readonly Predicted[], avatar: Avatar, margin: 0 | 1): NpcState {
  const { sprite } = avatar;

  const at = (motions: readonly (MotionState | undefined)[], depth: number): NpcState => ({
    key: keyOf(motions),
    meets(spot) {
      const bounds = boundsOf({ sprite, spot });
      return motions.some((motion) => motion !== undefined && doOverlap(motion, bounds));
    },
    after(from, to) {
      const by = { dx: to.x - from.x, dy: to.y - from.y };
      const next = motions.map((motion, index) => {
        if (!motion) return undefined;
        const { motionModel, stepLength, isFree } = npcs[index] as Predicted;
        const step = motionModel?.(motion, surroundingsOf(avatar, to, by, stepLength, isFree));
        if (step) return advance(motion, step);
        if (depth > 0) return undefined;
        return { ...advance(motion, STILL), ...grow(motion, margin * stepLength) };
      });
      return at(next, depth + 1);
    },
  });

  return at(
    npcs.map(({ motion }) => motion),
    0,
  );
}

function keyOf(motions: readonly (MotionState | undefined)[]): number {
  let key = 0;
  for (const motion of motions) {
    if (!motion) continue;
    const { left, top, step, leg, time } = motion;
    const heading = step ? headingOf(step) : NO_HEADING;
    key = hashNumbers(key, left, top, heading, leg, time % COMMON_PACE);
  }
  return key;
}
