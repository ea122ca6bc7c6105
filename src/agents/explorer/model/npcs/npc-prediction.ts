import type { Bounds } from "../../perception/bounds.ts";
import { type Displacement, isStill, lengthOf } from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import type { Npc } from "../../tracking/npc-finder.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import { createModelSelection, type ModelSelection } from "./model-selection.ts";
import { advance, startMotionState, surroundingsOf } from "./motion-state.ts";
import { createNpcPassability, mostIn } from "./npc-passability.ts";
import { predictNpcs } from "./predict-npcs.ts";
import { findCovered, findNearest, isClose, type Track } from "./track.ts";

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
/** The longest time that a hidden NPC is followed, in time steps. */
const MAX_UNSEEN = 12;
/**
 * After so many predicted steps that failed while the avatar stood still, time is taken to pass only as
 * it moves.
 */
const LEAST_STALLS = 2;
/** One kind of NPC, in all levels. */
interface Kind {
  readonly selection: ModelSelection;
  readonly passed: Set<number>;
  stepLength: number;
}

/** Starts with nothing seen. Kinds are kept from level to level. */
export function createNpcPrediction(): NpcPrediction {
  const npcPassability = createNpcPassability();
  const kinds = new Map<number, Kind>();
  let tracks: Track[] = [];
  let time = 0;
  let isSurprised = false;
  let stalls = 0;
  let stirs = 0;

  const kindOf = (id: number): Kind => {
    const known = kinds.get(id);
    if (known) return known;
    const kind = { selection: createModelSelection(), passed: new Set<number>(), stepLength: 0 };
    kinds.set(id, kind);
    return kind;
  };

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
      let isDue = false;
      let isStirred = false;
      if (avatar && !stands) npcPassability.walked(background, boundsOf(avatar));
      const left = new Set(npcs.length > MAX_NPCS ? [] : npcs);
      const kept: Track[] = [];
      for (const track of avatar ? tracks : []) {
        const kind = kindOf(track.kind);
        const surroundings = surroundingsOf(
          avatar as Avatar,
          (avatar as Avatar).spot,
          by,
          kind.stepLength,
          npcPassability.freeFor(background, kind.passed),
        );
        const { motionModel } = kind.selection;
        const predicted =
          kind.stepLength > 0 ? motionModel?.(track.motion, surroundings) : undefined;
        const place = predicted ? advance(track.motion, predicted) : track.motion;
        const npc =
          findNearest(track.kind, place, left) ??
          findNearest(track.kind, track.motion, left) ??
          findCovered(view, track, kind.stepLength);
        if (!npc) {
          if (predicted && track.unseen < MAX_UNSEEN) {
            kept.push({ ...track, motion: place, unseen: track.unseen + 1 });
          }
          continue;
        }
        left.delete(npc as Npc);
        const went = { dx: npc.left - track.motion.left, dy: npc.top - track.motion.top };
        if (predicted && (went.dx !== predicted.dx || went.dy !== predicted.dy)) isSurprised = true;
        const isNear = isClose(boundsOf(avatar as Avatar), npc, kind.stepLength);
        if (!predicted && lengthOf(went) > 0 && isNear) isSurprised = true;
        if (predicted && lengthOf(predicted) > 0) isDue = true;
        if (lengthOf(went) > 0) {
          isStirred = true;
          if (track.unseen === 0) kind.stepLength = lengthOf(went);
          kind.passed.add(mostIn(background, npc));
        }
        if (track.unseen === 0 && kind.stepLength > 0)
          kind.selection.note(track.motion, surroundings, went);
        kept.push({ ...track, motion: advance(track.motion, went), unseen: 0 });
      }
      for (const npc of left) {
        kept.push({
          kind: npc.kind,
          look: npc,
          motion: startMotionState(npc, time),
          unseen: 0,
        });
      }
      tracks = kept;
      if (stands && isStirred) stirs += 1;
      else if (stands && isDue) stalls += 1;
    },

    now(avatar, background, margin) {
      if (tracks.length === 0) return undefined;
      return predictNpcs(
        tracks.map(({ kind, motion }) => {
          const { selection, stepLength, passed } = kindOf(kind);
          const motionModel = stepLength > 0 ? selection.motionModel : undefined;
          return {
            motion,
            motionModel,
            stepLength,
            isFree: npcPassability.freeFor(background, passed),
          };
        }),
        avatar,
        margin,
      );
    },

    sure: () =>
      tracks.filter(({ kind }) => kindOf(kind).selection.motionModel).map(({ motion }) => motion),
    unseen: () => tracks.filter(({ unseen }) => unseen > 0).map(({ motion }) => motion),
    get isSure() {
      return tracks.every(({ kind }) => kinds.get(kind)?.selection.motionModel !== undefined);
    },
    get isSurprised() {
      return isSurprised;
    },
  };
}
