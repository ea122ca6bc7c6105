import { COLOURS } from "../../../game/frame.ts";
import { hashNumbers } from "../../../memory/hash.ts";
import { HIDDEN } from "../../../memory/mask.ts";
import { type Box, shift } from "../detect-move.ts";
import { lengthOf, type Shift } from "../shift.ts";
import type { View } from "../view.ts";
import { advance, type Gait, type Meeting, STILL, startGait } from "./gait.ts";
import { createLawBook, type LawBook } from "./law-book.ts";
import type { Moment } from "./moment.ts";
import type { Mover } from "./mover.ts";
import type { Spot } from "./sprite.ts";
import type { Thing } from "./wanderers.ts";

/** Where things that move by themselves will be, by laws that came true. */
export interface Foresight {
  /** The level begins, or begins again. */
  begin(): void;
  /**
   * Takes in what moves by itself in a view. `by`: how the mover just moved. `ground`: the level without them, as known
   * before. Without a mover nothing is learned.
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
  sure(): readonly Box[];
  /** Where those should be that something covers. */
  unseen(): readonly Box[];
  /** Whether all of them go by laws that are believed. */
  readonly isSure: boolean;
  /** Whether one of them just went otherwise than foreseen. */
  readonly isSurprised: boolean;
}

/** Of more things none is followed. */
const MAX_THINGS = 12;
/** How far a thing goes at once, and for how long one that is covered is thought to go on. */
const MAX_WAY = 16;
const MAX_UNSEEN = 12;
/** Steps that were due when the mover stood still, and not taken, after which time is known to go by its moves. */
const LEAST_STALLS = 2;
/** The least share of a thing that tells where it is, where it may have gone, and how near it is near. */
const LEAST_SEEN = 0.3;
const AROUND = [
  [0, 0],
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
] as const;
const CLOSE_STEPS = 2;
/** All laws repeat after so many moments. */
const COMMON_PACE = 6;

/** All that is known of a kind, for all levels. */
interface Kind {
  readonly book: LawBook;
  readonly passed: Set<number>;
  stride: number;
}

interface Track {
  readonly kind: number;
  readonly look: Thing;
  gait: Gait;
  unseen: number;
}

/**
 * Starts with nothing seen. A thing may go where most of what its box would cover has a colour that it
 * or the mover was on before.
 */
export function createForesight(): Foresight {
  const walked = new Set<number>([HIDDEN]);
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

  const freeIn = (ground: View, { passed }: Kind) => {
    const known = new Map<number, boolean>();
    const look = (box: Box): boolean => {
      const { left, top, right, bottom } = box;
      if (left < 0 || top < 0 || right >= ground.width || bottom >= ground.height) return false;
      const colour = mostIn(ground, box);
      return passed.has(colour) || walked.has(colour);
    };
    return (box: Box): boolean => {
      const place = (box.top + 64) * 256 + box.left + 64;
      const free = known.get(place) ?? look(box);
      known.set(place, free);
      return free;
    };
  };

  const meetingOf = (
    { sprite: { width, height } }: Mover,
    { x, y }: Spot,
    by: Shift,
    stride: number,
    isFree: (box: Box) => boolean,
  ): Meeting => ({ x: 2 * x + width - 1, y: 2 * y + height - 1, by, stride, isFree });

  return {
    begin() {
      tracks = [];
      time = -1;
      isSurprised = false;
    },

    see(view, things, mover, by, ground) {
      isSurprised = false;
      const stands = mover !== undefined && by.dx === 0 && by.dy === 0;
      if (stands && stalls >= LEAST_STALLS && stirs === 0) return;
      time += 1;
      let isDue = false;
      let isStirred = false;
      if (mover && !stands) walked.add(mostIn(ground, boxOf(mover)));
      const left = new Set(things.length > MAX_THINGS ? [] : things);
      const kept: Track[] = [];
      for (const track of mover ? tracks : []) {
        const kind = kindOf(track.kind);
        const meeting = meetingOf(
          mover as Mover,
          (mover as Mover).spot,
          by,
          kind.stride,
          freeIn(ground, kind),
        );
        const { law } = kind.book;
        const foreseen = kind.stride > 0 ? law?.(track.gait, meeting) : undefined;
        const place = foreseen ? advance(track.gait, foreseen) : track.gait;
        const thing =
          nearest(track.kind, place, left) ??
          nearest(track.kind, track.gait, left) ??
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
        if (!foreseen && lengthOf(went) > 0 && isClose(mover as Mover, thing, kind.stride))
          isSurprised = true;
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
      const { sprite } = mover;
      const known = tracks.map((track) => {
        const kind = kindOf(track.kind);
        const law = kind.stride > 0 ? kind.book.law : undefined;
        return { law, stride: kind.stride, isFree: freeIn(ground, kind) };
      });
      const momentOf = (gaits: readonly (Gait | undefined)[], depth: number): Moment => {
        let key = 0;
        for (const gait of gaits) {
          if (!gait) continue;
          const { step, leg } = gait;
          key = hashNumbers(
            key,
            gait.left,
            gait.top,
            step ? 3 * Math.sign(step.dx) + Math.sign(step.dy) : 5,
            leg,
          );
        }
        return {
          key: hashNumbers(key, (time + depth) % COMMON_PACE),
          meets: ({ x, y }) =>
            gaits.some(
              (gait) =>
                gait !== undefined &&
                gait.left < x + sprite.width &&
                gait.right >= x &&
                gait.top < y + sprite.height &&
                gait.bottom >= y,
            ),
          after(from, to) {
            const by = { dx: to.x - from.x, dy: to.y - from.y };
            const next = gaits.map((gait, index) => {
              if (!gait) return undefined;
              const { law, stride, isFree } = known[index] as (typeof known)[number];
              const foreseen: Shift | undefined = law?.(
                gait,
                meetingOf(mover, to, by, stride, isFree),
              );
              if (foreseen) return advance(gait, foreseen);
              // What nobody foresees may be within a step after a move, and anywhere after that.
              return depth === 0 ? grown(advance(gait, STILL), margin * stride) : undefined;
            });
            return momentOf(next, depth + 1);
          },
        };
      };
      return momentOf(
        tracks.map(({ gait }) => gait),
        0,
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

const grown = (gait: Gait, by: number): Gait => ({
  ...gait,
  left: gait.left - by,
  top: gait.top - by,
  right: gait.right + by,
  bottom: gait.bottom + by,
});

const boxOf = ({ spot: { x, y }, sprite: { width, height } }: Mover): Box => ({
  left: x,
  top: y,
  right: x + width - 1,
  bottom: y + height - 1,
});

/** The colour of most cells in a box. */
function mostIn({ width, cells }: View, { left, top, right, bottom }: Box): number {
  const counts = new Uint16Array(COLOURS + 1);
  let most = 0;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const colour = cells[y * width + x] as number;
      counts[colour] = (counts[colour] as number) + 1;
      if ((counts[colour] as number) > (counts[most] as number)) most = colour;
    }
  }
  return most;
}

/** Where something covers a part of a thing: here still, or a step away; the place that shows most of it. */
function findCovered(
  { width, height, cells }: View,
  { gait, look, unseen }: Track,
  stride: number,
): Box | undefined {
  if (unseen > 0) return undefined;
  let most = LEAST_SEEN * look.area;
  let found: Box | undefined;
  for (const [across, down] of AROUND) {
    const box = shift(gait, across * stride, down * stride);
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

/** Whether a thing may come to the mover within a few steps. */
const isClose = (mover: Mover, thing: Box, stride: number): boolean => {
  const { left, right, top, bottom } = boxOf(mover);
  const far = CLOSE_STEPS * stride;
  return (
    thing.left - right <= far &&
    left - thing.right <= far &&
    thing.top - bottom <= far &&
    top - thing.bottom <= far
  );
};

function nearest(kind: number, to: Box, things: ReadonlySet<Thing>): Thing | undefined {
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
