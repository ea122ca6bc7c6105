import type { Bounds } from "../../perception/bounds.ts";
import { type Displacement, isStill, lengthOf } from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import type { Thing } from "../../tracking/find-npcs.ts";
import type { Moment } from "../../tracking/npc-state.ts";
import { createModelSelection, type ModelSelection } from "./model-selection.ts";
import { advance, meetingOf, startMotionState } from "./motion-state.ts";
import { createNpcPassability, mostIn } from "./npc-passability.ts";
import { momentFrom } from "./predicted-state.ts";
import { findCovered, findNearest, isClose, type Track } from "./track.ts";

/** Where things that move by themselves will be, by motion models that came true. */
export interface NpcPrediction {
  /** The level begins, or begins again. */
  begin(): void;
  /**
   * Takes in what moves by itself in a view. `by`: how the avatar just moved. `ground`: the level without
   * them, as known before. Without a avatar nothing is learned.
   */
  see(
    view: View,
    things: readonly Thing[],
    avatar: Avatar | undefined,
    by: Displacement,
    ground: View,
  ): void;
  /**
   * From the things seen last on; undefined where none is there. `margin`: how many steps of those that
   * are not predicted to keep clear of.
   */
  now(avatar: Avatar, ground: View, margin: 0 | 1): Moment | undefined;
  /** Where those are now whose motion models are believed. */
  sure(): readonly Bounds[];
  /** Where those should be that something covers. */
  unseen(): readonly Bounds[];
  /** Whether all of them go by motion models that are believed. */
  readonly isSure: boolean;
  /** Whether one of them just went otherwise than predicted. */
  readonly isSurprised: boolean;
}

/** Of more things none is followed. */
const MAX_THINGS = 12;
/** For how many moments one that is covered is thought to go on. */
const MAX_UNSEEN = 12;
/** Steps that were due when the avatar stood still, and not taken, after which time is known to go by its moves. */
const LEAST_STALLS = 2;
/** All that is known of a kind, for all levels. */
interface Kind {
  readonly book: ModelSelection;
  readonly passed: Set<number>;
  stride: number;
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
    const kind = { book: createModelSelection(), passed: new Set<number>(), stride: 0 };
    kinds.set(id, kind);
    return kind;
  };

  return {
    begin() {
      tracks = [];
      time = -1;
      isSurprised = false;
    },

    see(view, things, avatar, by, ground) {
      isSurprised = false;
      const stands = avatar !== undefined && isStill(by);
      if (stands && stalls >= LEAST_STALLS && stirs === 0) return;
      time += 1;
      let isDue = false;
      let isStirred = false;
      if (avatar && !stands) npcPassability.walked(ground, boundsOf(avatar));
      const left = new Set(things.length > MAX_THINGS ? [] : things);
      const kept: Track[] = [];
      for (const track of avatar ? tracks : []) {
        const kind = kindOf(track.kind);
        const meeting = meetingOf(
          avatar as Avatar,
          (avatar as Avatar).spot,
          by,
          kind.stride,
          npcPassability.freeFor(ground, kind.passed),
        );
        const { motionModel } = kind.book;
        const predicted = kind.stride > 0 ? motionModel?.(track.motion, meeting) : undefined;
        const place = predicted ? advance(track.motion, predicted) : track.motion;
        const thing =
          findNearest(track.kind, place, left) ??
          findNearest(track.kind, track.motion, left) ??
          findCovered(view, track, kind.stride);
        if (!thing) {
          if (predicted && track.unseen < MAX_UNSEEN) {
            kept.push({ ...track, motion: place, unseen: track.unseen + 1 });
          }
          continue;
        }
        left.delete(thing as Thing);
        const went = { dx: thing.left - track.motion.left, dy: thing.top - track.motion.top };
        if (predicted && (went.dx !== predicted.dx || went.dy !== predicted.dy)) isSurprised = true;
        const isNear = isClose(boundsOf(avatar as Avatar), thing, kind.stride);
        if (!predicted && lengthOf(went) > 0 && isNear) isSurprised = true;
        if (predicted && lengthOf(predicted) > 0) isDue = true;
        if (lengthOf(went) > 0) {
          isStirred = true;
          if (track.unseen === 0) kind.stride = lengthOf(went);
          kind.passed.add(mostIn(ground, thing));
        }
        if (track.unseen === 0 && kind.stride > 0) kind.book.note(track.motion, meeting, went);
        kept.push({ ...track, motion: advance(track.motion, went), unseen: 0 });
      }
      for (const thing of left) {
        kept.push({
          kind: thing.kind,
          look: thing,
          motion: startMotionState(thing, time),
          unseen: 0,
        });
      }
      tracks = kept;
      if (stands && isStirred) stirs += 1;
      else if (stands && isDue) stalls += 1;
    },

    now(avatar, ground, margin) {
      if (tracks.length === 0) return undefined;
      return momentFrom(
        tracks.map(({ kind, motion }) => {
          const { book, stride, passed } = kindOf(kind);
          const motionModel = stride > 0 ? book.motionModel : undefined;
          return { motion, motionModel, stride, isFree: npcPassability.freeFor(ground, passed) };
        }),
        avatar,
        margin,
      );
    },

    sure: () =>
      tracks.filter(({ kind }) => kindOf(kind).book.motionModel).map(({ motion }) => motion),
    unseen: () => tracks.filter(({ unseen }) => unseen > 0).map(({ motion }) => motion),
    get isSure() {
      return tracks.every(({ kind }) => kinds.get(kind)?.book.motionModel !== undefined);
    },
    get isSurprised() {
      return isSurprised;
    },
  };
}
