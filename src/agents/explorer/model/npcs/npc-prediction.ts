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

/** Where NPCs will be, by motion models that came true. */
export interface NpcPrediction {
  /** The level begins, or begins again. */
  begin(): void;
  /**
   * Takes in what moves by itself in a view. `by`: how the avatar just moved. `background`: the level without
   * them, as known before. Without a avatar nothing is learned.
   */
  see(
    view: View,
    npcs: readonly Npc[],
    avatar: Avatar | undefined,
    by: Displacement,
    background: View,
  ): void;
  /**
   * From the npcs seen last on; undefined where none is there. `margin`: how many steps of those that
   * are not predicted to keep clear of.
   */
  now(avatar: Avatar, background: View, margin: 0 | 1): NpcState | undefined;
  /** Where those are now whose motion models are believed. */
  sure(): readonly Bounds[];
  /** Where those should be that something covers. */
  unseen(): readonly Bounds[];
  /** Whether all of them go by motion models that are believed. */
  readonly isSure: boolean;
  /** Whether one of them just went otherwise than predicted. */
  readonly isSurprised: boolean;
}

/** Of more npcs none is followed. */
const MAX_NPCS = 12;
/** For how many moments one that is covered is thought to go on. */
const MAX_UNSEEN = 12;
/** Steps that were due when the avatar stood still, and not taken, after which time is known to go by its moves. */
const LEAST_STALLS = 2;
/** All that is known of a kind, for all levels. */
interface Kind {
  readonly selection: ModelSelection;
  readonly passed: Set<number>;
  stepLength: number;
}

/** Starts with nothing seen. What was learned of a kind holds for all levels. */
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
