import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import { type Displacement, isStill, lengthOf, STILL } from "../../perception/displacement.ts";
import { cellsOf, displaced, type Spot } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import { createNpcFinder } from "../../tracking/npc-finder.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import { createNpcPrediction } from "./npc-prediction.ts";
import { createPeriodicTrajectory } from "./periodic-trajectory.ts";

/** The NPCs, and whether it is deadly to meet them. */
export interface Hazards {
  /** A level that is new begins. */
  forget(): void;
  /** The level begins, or begins again, with this view. */
  begin(view: View, avatar: Avatar | undefined): void;
  /**
   * Takes in the view after an action; `from`: where the avatar was before it. `background`: the level without
   * what moves, as known before.
   */
  see(view: View, avatar: Avatar | undefined, from: Spot | undefined, background: View): void;
  /** Takes in the view after an action that may itself have moved what moved. */
  skip(view: View, avatar: Avatar | undefined): void;
  /** Takes in a death on the way from a spot by `displacement`; whether they are to blame, and not the place. */
  died(view: View, avatar: Avatar, displacement: Displacement): boolean;
  /** The cells of what moves by itself in the view taken in last, as indices. */
  readonly cells: ReadonlySet<number>;
  /** The cells of those of which it is known how they move. */
  readonly sureCells: ReadonlySet<number>;
  /**
   * What to keep away from, from now on; undefined while there is nothing to fear. `margin`: how many
   * steps of those that are not predicted to keep clear of.
   */
  npcState(background: View, avatar: Avatar, margin: 0 | 1): NpcState | undefined;
  /** Whether it became known in this level how all that is feared moves; told once. */
  isUnderstood(): boolean;
  /** Whether there is something to fear that did just not move as it should. */
  readonly isSurprised: boolean;
}

/** How many meetings one lived through outweigh a death that may have had another cause. */
const HARMLESS = 3;

const NONE: ReadonlySet<number> = new Set();

/** Starts with nothing seen. What was learned of the danger holds for all levels. */
export function createHazards(): Hazards {
  const npcFinder = createNpcFinder();
  const prediction = createNpcPrediction();
  let periodicTrajectory = createPeriodicTrajectory();
  let now: ReadonlySet<number> = new Set();
  let count = 0;
  let width = 0;
  let deaths = 0;
  let meetings = 0;
  let isTold = false;

  /** Whether any shows in the bounds of a sprite at a spot, or within a margin of it. */
  const isNear = (
    { width, height }: View,
    { sprite }: Avatar,
    { x, y }: Spot,
    cells: ReadonlySet<number>,
    margin: number,
  ) => {
    const right = Math.min(width, x + sprite.width + margin);
    const bottom = Math.min(height, y + sprite.height + margin);
    for (let row = Math.max(0, y - margin); row < bottom; row++) {
      for (let column = Math.max(0, x - margin); column < right; column++) {
        if (cells.has(row * width + column)) return true;
      }
    }
    return false;
  };

  const listed = (background: View, { sprite }: Avatar): NpcState => {
    const at = (moves: number): NpcState => {
      // What nobody predicts is where it is now for a move, and may be anywhere after that.
      const cells = periodicTrajectory.in(moves) ?? (moves <= 1 ? now : NONE);
      return {
        key: moves,
        meets: (spot) => cellsOf(background, sprite, spot).some((cell) => cells.has(cell)),
        after: () => at(moves + 1),
      };
    };
    return at(0);
  };

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
    // Something else may cover one that goes on below it.
    for (const bounds of prediction.unseen())
      for (const cell of cellsInBounds(width, bounds)) cells.add(cell);
    now = cells;
  };

  const isFeared = () => HARMLESS * deaths > meetings;

  return {
    forget() {
      periodicTrajectory = createPeriodicTrajectory();
      isTold = false;
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
      // Who stands on one covers it.
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
      const isListed = !prediction.isSure && periodicTrajectory.in(1) !== undefined;
      return isListed ? listed(background, avatar) : prediction.now(avatar, background, margin);
    },
    isUnderstood() {
      if (isTold || !isFeared() || now.size === 0 || !prediction.isSure) return false;
      isTold = true;
      return true;
    },
    get isSurprised() {
      return isFeared() && prediction.isSurprised;
    },
  };
}
