import { hashNumbers } from "../../../game/hash.ts";
import { HIDDEN } from "../../../game/mask.ts";
import { type Bounds, doOverlap, holds, moveBounds, unite } from "../perception/bounds.ts";
import { type Displacement, isStill } from "../perception/displacement.ts";
import { segment } from "../perception/segment.ts";
import type { View } from "../perception/view.ts";
import { type Avatar, boundsOf } from "./avatar.ts";

/** Finds the NPCs. */
export interface NpcFinder {
  /** The level begins, or begins again: the next view did not come about by an action. */
  begin(): void;
  /** Takes in a view, and returns its NPCs. `by`: the latest displacement of the avatar. */
  see(view: View, avatar: Avatar | undefined, by: Displacement): readonly Npc[];
}

/** A thing that moves by itself. */
export interface Npc extends Bounds {
  /** Equal for NPCs that look alike. */
  readonly kind: number;
  readonly colour: number;
  readonly area: number;
}

/** Larger things are scenery. */
const MAX_AREA = 200;
/** Things of which more look alike are rather a texture. */
const MAX_ALIKE = 24;
/** The longest step of an NPC, in cells. */
const MAX_WAY = 16;
/**
 * Moves of a kind of NPCs after which it is known to move by itself, and in which part of the views it
 * must; what is known may rest longer.
 */
const LEAST_MOVES = 3;
const LEAST_RATE = 0.25;
const RESTING_RATE = 0.08;

/** In how many views NPCs of a kind were seen, and in how many they moved. */
interface Sightings {
  views: number;
  moves: number;
  isKnown: boolean;
}

/**
 * Starts with nothing seen. A kind are NPCs of one colour and area, for they may turn about: as many as
 * before, some of them elsewhere, and not pushed there by the avatar. What is known of a kind holds for
 * all levels.
 */
export function createNpcFinder(): NpcFinder {
  const records = new Map<number, Sightings>();
  let before: ReadonlyMap<number, readonly Clump[]> | undefined;

  return {
    begin() {
      before = undefined;
    },
    see(view, avatar, by) {
      const kinds = kindsIn(view, avatar);
      // A thing that moved covers others where it went and uncovers them where it was: first the avatar,
      // then the rarest kinds.
      const reached: Bounds[] = avatar ? [boundsOf(avatar)] : [];
      const left: Bounds[] = avatar ? [moveBounds(boundsOf(avatar), -by.dx, -by.dy)] : [];
      for (const [kind, now] of [...kinds].sort(rarestFirst)) {
        const then = before?.get(kind);
        const record = records.get(kind) ?? { views: 0, moves: 0, isKnown: false };
        records.set(kind, record);
        if (!then || then.length !== now.length || then.length > MAX_ALIKE) {
          record.views += 1;
          continue;
        }
        const gone = then.filter(
          (one) => !isAmong(now, one) && !reached.some((bounds) => doOverlap(bounds, one)),
        );
        const come = now.filter(
          (one) => !isAmong(then, one) && !left.some((bounds) => doOverlap(bounds, one)),
        );
        const isPushed = gone.some((one) => come.some((other) => isDisplaced(one, other, by)));
        const isMoved = gone.some((one) => come.some((other) => isMove(one, other, by)));
        // Things that moved as the avatar did may have been pushed, or follow it.
        if (isMoved || !isPushed) record.views += 1;
        if (!isMoved) continue;
        record.moves += 1;
        reached.push(...come);
        left.push(...gone);
      }
      before = kinds;
      const npcs: Npc[] = [];
      for (const [kind, alike] of kinds) {
        const record = records.get(kind) as Sightings;
        const { views, moves } = record;
        const rate = record.isKnown ? RESTING_RATE : LEAST_RATE;
        record.isKnown = moves >= LEAST_MOVES && moves >= rate * views;
        if (!record.isKnown) continue;
        for (const { left, right, top, bottom, colour, area } of alike) {
          npcs.push({ kind, left, right, top, bottom, colour, area });
        }
      }
      return npcs.filter((one) => !npcs.some((other) => isInside(one, other)));
    },
  };
}

/** A thing, which may consist of several patches. */
interface Clump extends Bounds {
  readonly colour: number;
  readonly area: number;
}

function kindsIn(view: View, avatar: Avatar | undefined): Map<number, Clump[]> {
  const byColour = new Map<number, Clump[]>();
  for (const patch of segment(view)) {
    if (patch.colour === HIDDEN || (avatar && holds(boundsOf(avatar), patch))) continue;
    const alike = byColour.get(patch.colour);
    if (alike) alike.push(patch);
    else byColour.set(patch.colour, [patch]);
  }
  const side = avatar ? Math.max(avatar.sprite.width, avatar.sprite.height) : 0;
  const kinds = new Map<number, Clump[]>();
  for (const [colour, patches] of byColour) {
    for (const npc of patches.length > MAX_ALIKE ? patches : clumpsOf(patches, side)) {
      if (npc.area > MAX_AREA) continue;
      const kind = hashNumbers(colour, npc.area);
      const alike = kinds.get(kind);
      if (alike) alike.push(npc);
      else kinds.set(kind, [npc]);
    }
  }
  return kinds;
}

/** Patches that together are no larger than the avatar are taken for one thing. */
function clumpsOf(patches: readonly Clump[], side: number): Clump[] {
  const clumps: Clump[] = [];
  for (const patch of patches) {
    const place = clumps.findIndex((clump) => {
      const { left, right, top, bottom } = unite(clump, patch);
      return right - left < side && bottom - top < side;
    });
    if (place < 0) clumps.push(patch);
    else clumps[place] = uniteClumps(clumps[place] as Clump, patch);
  }
  return clumps;
}

const uniteClumps = (a: Clump, b: Clump): Clump => ({
  ...unite(a, b),
  colour: a.colour,
  area: a.area + b.area,
});

/** Whether an NPC is a hole in another, or a detail on it. */
const isInside = (one: Npc, other: Npc): boolean =>
  one.kind !== other.kind &&
  holds(other, one) &&
  (one.right - one.left < other.right - other.left ||
    one.bottom - one.top < other.bottom - other.top ||
    one.kind > other.kind);

const isAmong = (npcs: readonly Bounds[], { left, top }: Bounds): boolean =>
  npcs.some((npc) => npc.left === left && npc.top === top);

type Kind = readonly [kind: number, npcs: readonly Clump[]];
const cellsIn = ([, npcs]: Kind): number => npcs.length * (npcs[0]?.area ?? 0);
const rarestFirst = (a: Kind, b: Kind): number => cellsIn(a) - cellsIn(b);

/** Whether a thing can have moved by itself, and was not pushed by the avatar that moved `by`. */
function isMove(from: Bounds, to: Bounds, by: Displacement): boolean {
  const dx = to.left - from.left;
  const dy = to.top - from.top;
  return Math.max(Math.abs(dx), Math.abs(dy)) <= MAX_WAY && !isDisplaced(from, to, by);
}

const isDisplaced = (from: Bounds, to: Bounds, by: Displacement): boolean =>
  !isStill(by) && to.left - from.left === by.dx && to.top - from.top === by.dy;
