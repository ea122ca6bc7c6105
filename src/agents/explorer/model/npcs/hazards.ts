import { clip, grow } from "../../perception/bounds.ts";
import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import { type Displacement, isStill, lengthOf, STILL } from "../../perception/displacement.ts";
import { cellsOf, displaced, type Spot } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import { type Avatar, boundsOf } from "../../tracking/avatar.ts";
import { createNpcFinder } from "../../tracking/npc-finder.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import { createNpcPrediction } from "./npc-prediction.ts";
import { createPeriodicTrajectory, replay } from "./periodic-trajectory.ts";

/** Tracks NPCs and learns whether they are hazards, that is deadly to meet. */
export interface Hazards {
  /** A level that is new begins. */
  forget(): void;
  /** The level begins, or begins again, with this view. */
  begin(view: View, avatar: Avatar | undefined): void;
  /**
   * Takes in the view after an action. `from`: the avatar's spot before it. `background`: the level
   * without avatar and NPCs before it.
   */
  see(view: View, avatar: Avatar | undefined, from: Spot | undefined, background: View): void;
  /** Takes in the view after an action that may itself have moved things. */
  skip(view: View, avatar: Avatar | undefined): void;
  /** The avatar died as it moved by `displacement`. Returns whether an NPC was near its way. */
  died(view: View, avatar: Avatar, displacement: Displacement): boolean;
  /** The cells of NPCs in the latest view, as indices. */
  readonly cells: ReadonlySet<number>;
  /** The cells of NPCs whose motion model is believed. */
  readonly sureCells: ReadonlySet<number>;
  /**
   * The deadly NPCs now; undefined where there are none. `margin`: steps to keep clear of NPCs whose
   * motion is not predicted.
   */
  npcState(background: View, avatar: Avatar, margin: 0 | 1): NpcState | undefined;
  /** Whether the motion of all hazards has become known in this level. */
  readonly isUnderstood: boolean;
  /** Whether a hazard just moved otherwise than predicted. */
  readonly isSurprised: boolean;
}

/** So many meetings without a death outweigh one death, which may have had another cause. */
const HARMLESS = 3;

/** Starts with nothing seen. Whether NPCs are deadly is kept from level to level. */
export function createHazards(): Hazards {
  const npcFinder = createNpcFinder();
  const prediction = createNpcPrediction();
  let periodicTrajectory = createPeriodicTrajectory();
  let now: ReadonlySet<number> = new Set();
  let count = 0;
  let width = 0;
  let deaths = 0;
  let meetings = 0;
  let isUnderstood = false;

  const isFeared = () => HARMLESS * deaths > meetings;

  const look = (
    view: View,
    avatar: Avatar | undefined,
    by: Displacement,
    background: View,
    learns: boolean,
  ) => {
    width = view.width;
    const npcs = npcFinder.see(view, avatar, by);
    count = npcs.length;
    const cells = new Set(npcs.flatMap((npc) => cellsInBounds(width, npc)));
    periodicTrajectory.see(cells, !isStill(by));
    prediction.see(view, npcs, learns ? avatar : undefined, by, background);
    // An NPC may go on below something that covers it.
    for (const bounds of prediction.unseen())
      for (const cell of cellsInBounds(width, bounds)) cells.add(cell);
    now = cells;
    isUnderstood ||= isFeared() && cells.size > 0 && prediction.isSure;
  };

  return {
    forget() {
      periodicTrajectory = createPeriodicTrajectory();
      isUnderstood = false;
    },
    begin(view, avatar) {
      npcFinder.begin();
      periodicTrajectory.begin();
      prediction.begin();
      look(view, avatar, STILL, view, false);
    },
    see(view, avatar, from, background) {
      const by =
        avatar && from ? { dx: avatar.spot.x - from.x, dy: avatar.spot.y - from.y } : STILL;
      const [cells, number] = [now, count];
      look(view, avatar, by, background, true);
      const isOn = (shown: ReadonlySet<number>) =>
        avatar !== undefined && !isStill(by) && isNear(view, avatar, avatar.spot, shown, 0);
      // The avatar hides an NPC that it stands on.
      if (isOn(now) || (count < number && isOn(cells))) meetings += 1;
    },
    skip(view, avatar) {
      npcFinder.begin();
      look(view, avatar, STILL, view, false);
    },
    died(view, avatar, displacement) {
      const next = displaced(avatar.spot, displacement);
      const isMet = isNear(view, avatar, next, now, lengthOf(displacement));
      if (isMet) {
        deaths += 1;
        periodicTrajectory.struck(cellsOf(view, avatar.sprite, next));
      }
      return isMet;
    },
    get cells() {
      return now;
    },
    get sureCells() {
      return new Set(prediction.sure().flatMap((npc) => cellsInBounds(width, npc)));
    },
    npcState(background, avatar, margin) {
      if (!isFeared()) return undefined;
      const isReplayed = !prediction.isSure && periodicTrajectory.in(1) !== undefined;
      return isReplayed
        ? replay(periodicTrajectory, now, background, avatar.sprite)
        : prediction.now(avatar, background, margin);
    },
    get isUnderstood() {
      return isUnderstood;
    },
    get isSurprised() {
      return isFeared() && prediction.isSurprised;
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
