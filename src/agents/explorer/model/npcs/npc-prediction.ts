import type { Bounds } from "../../perception/bounds.ts";
import { type Displacement, isStill } from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import type { Npc } from "../../tracking/npc-finder.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import { followNpcs } from "./follow-npcs.ts";
import { startMotionState } from "./motion-state.ts";
import { createNpcKinds } from "./npc-kind.ts";
import { createNpcPassability } from "./npc-passability.ts";
import { predictNpcs } from "./predict-npcs.ts";
import type { Track } from "./track.ts";

/** Follows NPCs from view to view, and predicts them by the motion model of their kind. */
export interface NpcPrediction {
  /** The level begins, or begins again. */
  begin(): void;
  /**
   * Takes in the NPCs of a view. `by`: the avatar's latest displacement. `background`: the level without
   * avatar and NPCs before it. Without an avatar nothing is learned.
   */
  see(
    view: View,
    npcs: readonly Npc[],
    avatar: Avatar | undefined,
    by: Displacement,
    background: View,
  ): void;
  /**
   * The present state of the NPCs; undefined where there are none. `margin`: steps to keep clear of those
   * whose motion is not predicted.
   */
  now(avatar: Avatar, background: View, margin: 0 | 1): NpcState | undefined;
  /** The bounds of NPCs whose motion model is believed. */
  sure(): readonly Bounds[];
  /** The predicted bounds of hidden NPCs. */
  unseen(): readonly Bounds[];
  /** Whether the motion models of all NPCs are believed. */
  readonly isSure: boolean;
  /** Whether an NPC just moved otherwise than predicted. */
  readonly isSurprised: boolean;
}

/** In views with more NPCs none is followed. */
const MAX_NPCS = 12;
/**
 * After so many predicted steps that failed while the avatar stood still, time is taken to pass only as
 * it moves.
 */
const LEAST_STALLS = 2;
/** Starts with nothing seen. Kinds are kept from level to level. */
export function createNpcPrediction(): NpcPrediction {
  const passability = createNpcPassability();
  const kindOf = createNpcKinds();
  let tracks: Track[] = [];
  let time = 0;
  let isSurprised = false;
  let stalls = 0;
  let stirs = 0;

  const modelOf = ({ kind }: Track) => kindOf(kind).selection.motionModel;

  return {
    begin() {
      tracks = [];
      time = -1;
      isSurprised = false;
    },

    see(view, npcs, avatar, by, background) {
      isSurprised = false;
      const stands = avatar !== undefined && isStill(by);
      if (stands && stalls >= LEAST_STALLS && stirs === 0) return;
      time += 1;
      if (avatar && !stands) passability.walked(background, boundsOf(avatar));
      const left = new Set(npcs.length > MAX_NPCS ? [] : npcs);
      const scene = avatar && { view, avatar, by, background };
      const followed = scene && followNpcs(tracks, scene, left, kindOf, passability);
      const found = [...left].map((npc) => ({
        kind: npc.kind,
        look: npc,
        motion: startMotionState(npc, time),
        unseen: 0,
      }));
      tracks = [...(followed?.tracks ?? []), ...found];
      isSurprised = followed?.isSurprised ?? false;
      if (stands && followed?.isStirred) stirs += 1;
      else if (stands && followed?.isDue) stalls += 1;
    },

    now(avatar, background, margin) {
      if (tracks.length === 0) return undefined;
      const npcs = tracks.map((track) => {
        const { stepLength, passed } = kindOf(track.kind);
        const isFree = passability.freeFor(background, passed);
        return { motion: track.motion, motionModel: modelOf(track), stepLength, isFree };
      });
      return predictNpcs(npcs, avatar, margin);
    },

    sure: () => tracks.filter(modelOf).map(({ motion }) => motion),
    unseen: () => tracks.filter(({ unseen }) => unseen > 0).map(({ motion }) => motion),
    get isSure() {
      return tracks.every(modelOf);
    },
    get isSurprised() {
      return isSurprised;
    },
  };
}
