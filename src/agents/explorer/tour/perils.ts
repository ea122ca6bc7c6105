import { lengthOf, type Shift } from "../shift.ts";
import type { View } from "../view.ts";
import type { Mover } from "./mover.ts";
import { cellsOf, type Spot, shifted } from "./sprite.ts";
import { createTimetable } from "./timetable.ts";
import { createWanderers } from "./wanderers.ts";

/** The things that move by themselves, and whether it is deadly to meet them. */
export interface Perils {
  /** A level that is new begins. */
  forget(): void;
  /** The level begins, or begins again, with this view. */
  begin(view: View, mover: Mover | undefined): void;
  /** Takes in the view after an action; `from`: where the mover was before it. */
  see(view: View, mover: Mover | undefined, from: Spot | undefined): void;
  /** Takes in the view after an action that may itself have moved what moved. */
  skip(view: View, mover: Mover | undefined): void;
  /** Takes in a death on the way from a spot by `shift`; whether they are to blame, and not the place. */
  died(view: View, mover: Mover, shift: Shift): boolean;
  /** The cells of what moves by itself in the view taken in last, as indices. */
  readonly cells: ReadonlySet<number>;
  /** The cells to keep away from after so many moves; undefined while there is nothing to fear. */
  readonly ahead: ((moves: number) => ReadonlySet<number>) | undefined;
}

/** How many meetings one lived through outweigh a death that may have had another cause. */
const HARMLESS = 3;

const NONE: ReadonlySet<number> = new Set();

const STILL: Shift = { dx: 0, dy: 0 };

const isMove = ({ dx, dy }: Shift): boolean => dx !== 0 || dy !== 0;

/** Starts with nothing seen. What was learned of the danger holds for all levels. */
export function createPerils(): Perils {
  const wanderers = createWanderers();
  let timetable = createTimetable();
  let now: ReadonlySet<number> = new Set();
  let deaths = 0;
  let meetings = 0;

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

  // What nobody foresees is where it is now for a move, and may be anywhere after that.
  const ahead = (count: number): ReadonlySet<number> =>
    timetable.in(count) ?? (count <= 1 ? now : NONE);

  const look = (view: View, mover: Mover | undefined, by: Shift) => {
    now = wanderers.see(view, mover, by);
    timetable.see(now, isMove(by));
  };

  return {
    forget() {
      timetable = createTimetable();
    },
    begin(view, mover) {
      wanderers.begin();
      timetable.begin();
      look(view, mover, STILL);
    },
    see(view, mover, from) {
      const by = mover && from ? { dx: mover.spot.x - from.x, dy: mover.spot.y - from.y } : STILL;
      if (mover && isMove(by) && isNear(view, mover, mover.spot, now, 0)) meetings += 1;
      look(view, mover, by);
    },
    skip(view, mover) {
      wanderers.begin();
      look(view, mover, STILL);
    },
    died(view, mover, shift) {
      const next = shifted(mover.spot, shift);
      const then = timetable.in(1);
      const isMet = then
        ? isNear(view, mover, next, then, 0) || isNear(view, mover, next, now, 0)
        : isNear(view, mover, next, now, lengthOf(shift));
      if (isMet) {
        deaths += 1;
        timetable.struck(cellsOf(view, mover.sprite, next));
      }
      return isMet;
    },
    get cells() {
      return now;
    },
    get ahead() {
      return HARMLESS * deaths > meetings ? ahead : undefined;
    },
  };
}
