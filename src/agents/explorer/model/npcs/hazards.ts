import { cellsInBounds } from "../../perception/cells-in-bounds.ts";
import { isStill, lengthOf, type Shift, STILL } from "../../perception/displacement.ts";
import { cellsOf, type Spot, shifted } from "../../perception/sprite.ts";
import type { View } from "../../perception/view.ts";
import type { Mover } from "../../tracking/avatar.ts";
import { createWanderers } from "../../tracking/find-npcs.ts";
import type { Moment } from "../../tracking/npc-state.ts";
import { createForesight } from "./npc-prediction.ts";
import { createTimetable } from "./periodic-trajectory.ts";

/** The things that move by themselves, and whether it is deadly to meet them. */
export interface Perils {
  /** A level that is new begins. */
  forget(): void;
  /** The level begins, or begins again, with this view. */
  begin(view: View, mover: Mover | undefined): void;
  /**
   * Takes in the view after an action; `from`: where the mover was before it. `ground`: the level without
   * what moves, as known before.
   */
  see(view: View, mover: Mover | undefined, from: Spot | undefined, ground: View): void;
  /** Takes in the view after an action that may itself have moved what moved. */
  skip(view: View, mover: Mover | undefined): void;
  /** Takes in a death on the way from a spot by `shift`; whether they are to blame, and not the place. */
  died(view: View, mover: Mover, shift: Shift): boolean;
  /** The cells of what moves by itself in the view taken in last, as indices. */
  readonly cells: ReadonlySet<number>;
  /** The cells of those of which it is known how they move. */
  readonly sureCells: ReadonlySet<number>;
  /**
   * What to keep away from, from now on; undefined while there is nothing to fear. `margin`: how many
   * steps of those that are not foreseen to keep clear of.
   */
  ahead(ground: View, mover: Mover, margin: 0 | 1): Moment | undefined;
  /** Whether it became known in this level how all that is feared moves; told once. */
  isUnderstood(): boolean;
  /** Whether there is something to fear that did just not move as it should. */
  readonly isSurprised: boolean;
}

/** How many meetings one lived through outweigh a death that may have had another cause. */
const HARMLESS = 3;

const NONE: ReadonlySet<number> = new Set();

/** Starts with nothing seen. What was learned of the danger holds for all levels. */
export function createPerils(): Perils {
  const wanderers = createWanderers();
  const foresight = createForesight();
  let timetable = createTimetable();
  let now: ReadonlySet<number> = new Set();
  let count = 0;
  let width = 0;
  let deaths = 0;
  let meetings = 0;
  let isTold = false;

  /** Whether any shows in the box of a sprite at a spot, or within a margin of it. */
  const isNear = (
    { width, height }: View,
    { sprite }: Mover,
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

  const listed = (ground: View, { sprite }: Mover): Moment => {
    const at = (moves: number): Moment => {
      // What nobody foresees is where it is now for a move, and may be anywhere after that.
      const cells = timetable.in(moves) ?? (moves <= 1 ? now : NONE);
      return {
        key: moves,
        meets: (spot) => cellsOf(ground, sprite, spot).some((cell) => cells.has(cell)),
        after: () => at(moves + 1),
      };
    };
    return at(0);
  };

  const look = (view: View, mover: Mover | undefined, by: Shift, ground: View, learns: boolean) => {
    width = view.width;
    const things = wanderers.see(view, mover, by);
    count = things.length;
    const cells = new Set(things.flatMap((thing) => cellsInBounds(width, thing)));
    timetable.see(cells, !isStill(by));
    foresight.see(view, things, learns ? mover : undefined, by, ground);
    // Something else may cover one that goes on below it.
    for (const box of foresight.unseen())
      for (const cell of cellsInBounds(width, box)) cells.add(cell);
    now = cells;
  };

  const isFeared = () => HARMLESS * deaths > meetings;

  return {
    forget() {
      timetable = createTimetable();
      isTold = false;
    },
    begin(view, mover) {
      wanderers.begin();
      timetable.begin();
      foresight.begin();
      look(view, mover, STILL, view, false);
    },
    see(view, mover, from, ground) {
      const by = mover && from ? { dx: mover.spot.x - from.x, dy: mover.spot.y - from.y } : STILL;
      const [cells, number] = [now, count];
      look(view, mover, by, ground, true);
      const isOn = (shown: ReadonlySet<number>) =>
        mover !== undefined && !isStill(by) && isNear(view, mover, mover.spot, shown, 0);
      // Who stands on one covers it.
      if (isOn(now) || (count < number && isOn(cells))) meetings += 1;
    },
    skip(view, mover) {
      wanderers.begin();
      look(view, mover, STILL, view, false);
    },
    died(view, mover, shift) {
      const next = shifted(mover.spot, shift);
      const isMet = isNear(view, mover, next, now, lengthOf(shift));
      if (isMet) {
        deaths += 1;
        timetable.struck(cellsOf(view, mover.sprite, next));
      }
      return isMet;
    },
    get cells() {
      return now;
    },
    get sureCells() {
      return new Set(foresight.sure().flatMap((thing) => cellsInBounds(width, thing)));
    },
    ahead(ground, mover, margin) {
      if (!isFeared()) return undefined;
      const isListed = !foresight.isSure && timetable.in(1) !== undefined;
      return isListed ? listed(ground, mover) : foresight.now(mover, ground, margin);
    },
    isUnderstood() {
      if (isTold || !isFeared() || now.size === 0 || !foresight.isSure) return false;
      isTold = true;
      return true;
    },
    get isSurprised() {
      return isFeared() && foresight.isSurprised;
    },
  };
}
