import { clip, grow, heightOf, widthOf } from "../../perception/bounds.ts";
import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import { type Displacement, isStill, lengthOf, STILL } from "../../perception/displacement.ts";
import { cellsOf, displaced, type Spot } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import { createNpcFinder, type Npc } from "../../tracking/npc-finder.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import { createPeriodicTrajectory, predictNpcs } from "./periodic-trajectory.ts";

/** Tracks NPCs and learns whether they are hazards, that is deadly to meet. */
export interface Hazards {
  /** A level that is new begins. */
  forget(): void;
  /** The level begins, or begins again, with this view. */
  begin(view: View, avatar: Avatar | undefined): void;
  /** Takes in the view after an action. `from`: the avatar's spot before it. */
  see(view: View, avatar: Avatar | undefined, from: Spot | undefined): void;
  /** Takes in the view after an action that may itself have moved things. */
  skip(view: View, avatar: Avatar | undefined): void;
  /** The avatar died as it moved by `displacement`. Returns whether an NPC was near its way. */
  died(view: View, avatar: Avatar, displacement: Displacement): boolean;
  /** The cells of NPCs in the latest view, as indices. */
  readonly cells: ReadonlySet<number>;
  /**
   * The deadly NPCs now; undefined where there are none. `margin`: NPCs whose trajectory is unknown may come
   * so many times their own length nearer with the next action.
   */
  npcState(view: View, avatar: Avatar, margin: 0 | 1): NpcState | undefined;
  /** Whether the trajectory of the hazards has become known in this level. */
  readonly isUnderstood: boolean;
  /** Whether the latest action moved hazards otherwise than predicted, or unpredicted ones near the avatar. */
  readonly isSurprised: boolean;
}

/** So many meetings without a death outweigh one death, which may have had another cause. */
const HARMLESS = 3;
/** An NPC that can reach the avatar in so many steps of its own length is near. */
const NEAR_STEPS = 2;

/** Starts with nothing seen. Whether NPCs are deadly is kept from level to level. */
export function createHazards(): Hazards {
  const npcFinder = createNpcFinder();
  let trajectory = createPeriodicTrajectory();
  let npcs: readonly Npc[] = [];
  let cells: ReadonlySet<number> = new Set();
  let deaths = 0;
  let meetings = 0;
  let isUnderstood = false;
  let isSurprised = false;

  const isFeared = () => HARMLESS * deaths > meetings;
  const cellsAround = (view: View, steps: number): ReadonlySet<number> =>
    new Set(
      npcs.flatMap((npc) => {
        const margin = steps * Math.max(widthOf(npc), heightOf(npc));
        return cellsInBounds(view.width, clip(grow(npc, margin), view));
      }),
    );

  /** Takes in a view. Returns whether the NPCs were where they were predicted; undefined without a prediction. */
  const look = (view: View, avatar: Avatar | undefined, by: Displacement) => {
    npcs = npcFinder.see(view, avatar, by);
    cells = cellsAround(view, 0);
    const isPredicted = trajectory.see(cells, !isStill(by));
    isUnderstood ||= isFeared() && cells.size > 0 && trajectory.in(1) !== undefined;
    return isPredicted;
  };

  return {
    forget() {
      trajectory = createPeriodicTrajectory();
      isUnderstood = false;
    },
    begin(view, avatar) {
      npcFinder.begin();
      trajectory.begin();
      isSurprised = false;
      look(view, avatar, STILL);
    },
    see(view, avatar, from) {
      const by =
        avatar && from ? { dx: avatar.spot.x - from.x, dy: avatar.spot.y - from.y } : STILL;
      const [before, { length }] = [cells, npcs];
      const isPredicted = look(view, avatar, by);
      const isOn = (shown: ReadonlySet<number>, margin = 0) =>
        avatar !== undefined && isNear(view, avatar, avatar.spot, shown, margin);
      const hasMoved = [...cells].some((cell) => !before.has(cell));
      isSurprised = !(isPredicted ?? !(hasMoved && isOn(cellsAround(view, NEAR_STEPS))));
      // The avatar hides an NPC that it stands on.
      if (!isStill(by) && (isOn(cells) || (npcs.length < length && isOn(before)))) meetings += 1;
    },
    skip(view, avatar) {
      npcFinder.begin();
      isSurprised = false;
      look(view, avatar, STILL);
    },
    died(view, avatar, displacement) {
      const next = displaced(avatar.spot, displacement);
      const isMet = isNear(view, avatar, next, cells, lengthOf(displacement));
      if (isMet) {
        deaths += 1;
        trajectory.struck(cellsOf(view, avatar.sprite, next));
      }
      return isMet;
    },
    get cells() {
      return cells;
    },
    npcState: (view, avatar, margin) =>
      isFeared() && npcs.length > 0
        ? predictNpcs(trajectory, [cells, cellsAround(view, margin)], view, avatar.sprite)
        : undefined,
    get isUnderstood() {
      return isUnderstood;
    },
    get isSurprised() {
      return isFeared() && isSurprised;
    },
  };
}

/** Whether any of the cells lies within a margin of a sprite at a spot. */
function isNear(
  view: View,
  { sprite }: Avatar,
  spot: Spot,
  cells: ReadonlySet<number>,
  margin: number,
): boolean {
  const bounds = clip(grow(boundsOf({ sprite, spot }), margin), view);
  return cellsInBounds(view.width, bounds).some((at) => cells.has(at));
}
