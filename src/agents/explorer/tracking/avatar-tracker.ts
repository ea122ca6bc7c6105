import {
  type Displacement,
  headingOf,
  isSameDisplacement,
  isStill,
} from "../perception/displacement.ts";
import {
  cutSprite,
  displaced,
  findSprite,
  matchAt,
  overlap,
  type Spot,
} from "../perception/sprite.ts";
import type { View } from "../perception/view.ts";
import { createActionEffects } from "./action-effects.ts";
import type { Avatar } from "./avatar.ts";
import { type Displaced, detectDisplacement, directionOf } from "./detect-displacement.ts";
import { followAvatar } from "./follow-avatar.ts";
import { createHitRate } from "./hit-rate.ts";

/** The effect of a key on the avatar. */
export type Motion =
  | { readonly kind: "moved"; readonly from: Spot; readonly by: Displacement }
  | { readonly kind: "stayed" }
  /** The avatar was found, or another thing is the avatar now. */
  | { readonly kind: "found"; readonly from: Spot; readonly by: Displacement }
  | { readonly kind: "lost" };

/** Finds the avatar, and follows it from view to view. */
export interface AvatarTracker {
  /** Learns from a key. `others`: cells of the view before that surely show NPCs. */
  watch(before: View, key: number, after: View, others?: ReadonlySet<number>): Motion;
  /**
   * Finds the avatar again in a view that no key led to; undefined where it is where it was, or not seen.
   * `isNew`: in a new level.
   */
  relocate(view: View, isNew?: boolean): Motion | undefined;
  readonly avatar: Avatar | undefined;
  /**
   * The expected displacement by a key: the usual one, else its direction by convention and the usual
   * length.
   */
  displacementOf(key: number): Displacement | undefined;
  /** Whether a key ever moved the avatar. */
  knows(key: number): boolean;
  /** The share of the latest keys whose effect was predicted, 0 … 1. */
  trust(): number;
}

/** The share of predicted effects is taken over so many keys. */
const REMEMBERED = 40;
/** The least match of a sprite that is searched everywhere, and of one that stayed in place. */
const FOUND_FIT = 0.6;
const STAND_FIT = 0.9;
/** The least size of another thing that becomes the avatar, in cells. */
const LEAST_CELLS = 4;

const NONE: ReadonlySet<number> = new Set();

/** Starts without an avatar. */
export function createAvatarTracker(): AvatarTracker {
  const effects = createActionEffects();
  const hits = createHitRate(REMEMBERED);
  let avatar: Avatar | undefined;

  /** The avatar moved, by a displacement that was considered. */
  const move = ({ sprite, spot }: Avatar, key: number, by: Displacement) => {
    hits.note(effects.predicts(key, by));
    effects.note(key, by);
    avatar = { sprite, spot: displaced(spot, by) };
    return { kind: "moved", from: spot, by } as const;
  };

  /** Something moved: the avatar, lost from sight, or a thing that becomes the avatar. */
  const take = (found: Displaced, key: number, after: View): Motion => {
    const by = { dx: found.dx, dy: found.dy };
    const old = avatar;
    const one = cutSprite(after, found.now);
    const from = displaced(one.spot, found, -1);
    const isKnown = effects.usual(key) !== undefined;
    avatar = one;
    effects.note(key, by);
    const isOld =
      old !== undefined &&
      matchAt(after, old.sprite, old.spot) < STAND_FIT &&
      overlap(old.sprite, old.spot, one.sprite, from);
    hits.note(isOld && isKnown);
    return { kind: isOld ? "moved" : "found", from, by };
  };

  /**
   * Whether the avatar in truth moved in the same direction by another length: the level has another
   * scale.
   */
  const isRescaled = (followed: Displacement, before: View, after: View): boolean => {
    const exact = effects.isOpen ? detectDisplacement(before, after, followed) : undefined;
    return (
      exact !== undefined &&
      headingOf(exact) === headingOf(followed) &&
      !isSameDisplacement(exact, followed)
    );
  };

  return {
    watch(before, key, after, others = NONE) {
      const followed = avatar && followAvatar(avatar, key, effects, before, after);
      const moved = followed && !isStill(followed);
      if (avatar && moved && !isRescaled(followed, before, after)) {
        return move(avatar, key, followed);
      }
      const usual = effects.usual(key);
      const shows =
        before.key === after.key
          ? undefined
          : detectDisplacement(before, after, usual ?? directionOf(key));
      const found = shows?.cells.some((at) => others.has(at)) ? undefined : shows;
      const isTaken =
        found !== undefined &&
        isUsable(key, found, usual) &&
        (!avatar || !followed || found.cells.length >= LEAST_CELLS);
      if (isTaken) return take(found, key, after);
      if (avatar) hits.note(followed !== undefined);
      if (!avatar || followed) return { kind: "stayed" };
      const spot = findSprite(after, avatar.sprite, FOUND_FIT);
      avatar = spot && { sprite: avatar.sprite, spot };
      return { kind: "lost" };
    },
    relocate(view, isNew = false) {
      if (isNew) effects.begin();
      if (!avatar || matchAt(view, avatar.sprite, avatar.spot) >= STAND_FIT) return undefined;
      const { sprite, spot: from } = avatar;
      const spot = findSprite(view, sprite, FOUND_FIT);
      if (!spot) return undefined;
      avatar = { sprite, spot };
      return { kind: "moved", from, by: { dx: spot.x - from.x, dy: spot.y - from.y } };
    },
    get avatar() {
      return avatar;
    },
    displacementOf: effects.of,
    knows: (key) => effects.usual(key) !== undefined,
    trust: hits.share,
  };
}

/** A thing that moved against the key's direction was probably pushed by something else. */
function isUsable(key: number, by: Displacement, usual: Displacement | undefined): boolean {
  if (usual && isSameDisplacement(usual, by)) return true;
  const direction = directionOf(key);
  if (!direction) return true;
  return Math.sign(by.dx) === direction.dx && Math.sign(by.dy) === direction.dy;
}
