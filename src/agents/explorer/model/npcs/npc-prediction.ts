import type { Bounds } from "../../perception/bounds.ts";
import { isStill, lengthOf, type Shift } from "../../perception/displacement.ts";
import type { View } from "../../perception/view.ts";
import { boundsOf, type Mover } from "../../tracking/avatar.ts";
import type { Thing } from "../../tracking/find-npcs.ts";
import type { Moment } from "../../tracking/npc-state.ts";
import { createLawBook, type LawBook } from "./model-selection.ts";
import { advance, meetingOf, startGait } from "./motion-state.ts";
import { createFooting, mostIn } from "./npc-passability.ts";
import { momentFrom } from "./predicted-state.ts";
import { findCovered, findNearest, isClose, type Track } from "./track.ts";

/** Where things that move by themselves will be, by laws that came true. */
export interface Foresight {
  /** The level begins, or begins again. */
  begin(): void;
  /**
   * Takes in what moves by itself in a view. `by`: how the mover just moved. `ground`: the level without
   * them, as known before. Without a mover nothing is learned.
   */
  see(
    view: View,
    things: readonly Thing[],
    mover: Mover | undefined,
    by: Shift,
    ground: View,
  ): void;
  /**
   * From the things seen last on; undefined where none is there. `margin`: how many steps of those that
   * are not foreseen to keep clear of.
   */
  now(mover: Mover, ground: View, margin: 0 | 1): Moment | undefined;
  /** Where those are now whose laws are believed. */
  sure(): readonly Bounds[];
  /** Where those should be that something covers. */
  unseen(): readonly Bounds[];
  /** Whether all of them go by laws that are believed. */
  readonly isSure: boolean;
  /** Whether one of them just went otherwise than foreseen. */
  readonly isSurprised: boolean;
}

/** Of more things none is followed. */
const MAX_THINGS = 12;
/** For how many moments one that is covered is thought to go on. */
const MAX_UNSEEN = 12;
/** Steps that were due when the mover stood still, and not taken, after which time is known to go by its moves. */
const LEAST_STALLS = 2;
/** All that is known of a kind, for all levels. */
interface Kind {
  readonly book: LawBook;
  readonly passed: Set<number>;
  stride: number;
}

/** Starts with nothing seen. What was learned of a kind holds for all levels. */
export function createForesight(): Foresight {
  const footing = createFooting();
  const kinds = new Map<number, Kind>();
  let tracks: Track[] = [];
  let time = 0;
  let isSurprised = false;
  let stalls = 0;
  let stirs = 0;

  const kindOf = (id: number): Kind => {
    const known = kinds.get(id);
    if (known) return known;
    const kind = { book: createLawBook(), passed: new Set<number>(), stride: 0 };
    kinds.set(id, kind);
    return kind;
  };

  return {
    begin() {
      tracks = [];
      time = -1;
      isSurprised = false;
    },

    see(view, things, mover, by, ground) {
      isSurprised = false;
      const stands = mover !== undefined && isStill(by);
      if (stands && stalls >= LEAST_STALLS && stirs === 0) return;
      time += 1;
      let isDue = false;
      let isStirred = false;
      if (mover && !stands) footing.walked(ground, boundsOf(mover));
      const left = new Set(things.length > MAX_THINGS ? [] : things);
      const kept: Track[] = [];
      for (const track of mover ? tracks : []) {
        const kind = kindOf(track.kind);
        const meeting = meetingOf(
          mover as Mover,
          (mover as Mover).spot,
          by,
          kind.stride,
          footing.freeFor(ground, kind.passed),
        );
        const { law } = kind.book;
        const foreseen = kind.stride > 0 ? law?.(track.gait, meeting) : undefined;
        const place = foreseen ? advance(track.gait, foreseen) : track.gait;
        const thing =
          findNearest(track.kind, place, left) ??
          findNearest(track.kind, track.gait, left) ??
          findCovered(view, track, kind.stride);
        if (!thing) {
          if (foreseen && track.unseen < MAX_UNSEEN) {
            kept.push({ ...track, gait: place, unseen: track.unseen + 1 });
          }
          continue;
        }
        left.delete(thing as Thing);
        const went = { dx: thing.left - track.gait.left, dy: thing.top - track.gait.top };
        if (foreseen && (went.dx !== foreseen.dx || went.dy !== foreseen.dy)) isSurprised = true;
        const isNear = isClose(boundsOf(mover as Mover), thing, kind.stride);
        if (!foreseen && lengthOf(went) > 0 && isNear) isSurprised = true;
        if (foreseen && lengthOf(foreseen) > 0) isDue = true;
        if (lengthOf(went) > 0) {
          isStirred = true;
          if (track.unseen === 0) kind.stride = lengthOf(went);
          kind.passed.add(mostIn(ground, thing));
        }
        if (track.unseen === 0 && kind.stride > 0) kind.book.note(track.gait, meeting, went);
        kept.push({ ...track, gait: advance(track.gait, went), unseen: 0 });
      }
      for (const thing of left) {
        kept.push({ kind: thing.kind, look: thing, gait: startGait(thing, time), unseen: 0 });
      }
      tracks = kept;
      if (stands && isStirred) stirs += 1;
      else if (stands && isDue) stalls += 1;
    },

    now(mover, ground, margin) {
      if (tracks.length === 0) return undefined;
      return momentFrom(
        tracks.map(({ kind, gait }) => {
          const { book, stride, passed } = kindOf(kind);
          const law = stride > 0 ? book.law : undefined;
          return { gait, law, stride, isFree: footing.freeFor(ground, passed) };
        }),
        mover,
        margin,
      );
    },

    sure: () => tracks.filter(({ kind }) => kindOf(kind).book.law).map(({ gait }) => gait),
    unseen: () => tracks.filter(({ unseen }) => unseen > 0).map(({ gait }) => gait),
    get isSure() {
      return tracks.every(({ kind }) => kinds.get(kind)?.book.law !== undefined);
    },
    get isSurprised() {
      return isSurprised;
    },
  };
}
