import { hashNumbers } from "../../../../game/hash.ts";
import { headingOf, STILL } from "../../perception/displacement.ts";
import type { Mover } from "../../tracking/avatar.ts";
import type { Moment } from "../../tracking/npc-state.ts";
import { advance, type Gait, type Law, type Meeting, meetingOf } from "./motion-state.ts";

/** A thing that moves by itself, and the law it goes by; undefined where that is not known. */
export interface Foreseen {
  readonly gait: Gait;
  readonly law: Law | undefined;
  readonly stride: number;
  readonly isFree: Meeting["isFree"];
}

/** All laws repeat after so many moments. */
const COMMON_PACE = 6;
/** Stands for the heading of what took no step yet. */
const NO_HEADING = 5;

/**
 * The moment in which things are as they are, and those that follow. What nobody foresees may be within
 * `margin` steps after a move, and anywhere after that.
 */
export function momentFrom(things: readonly Foreseen[], mover: Mover, margin: 0 | 1): Moment {
  const { width, height } = mover.sprite;

  const at = (gaits: readonly (Gait | undefined)[], depth: number): Moment => ({
    key: keyOf(gaits),
    meets: ({ x, y }) =>
      gaits.some(
        (gait) =>
          gait !== undefined &&
          gait.left < x + width &&
          gait.right >= x &&
          gait.top < y + height &&
          gait.bottom >= y,
      ),
    after(from, to) {
      const by = { dx: to.x - from.x, dy: to.y - from.y };
      const next = gaits.map((gait, index) => {
        if (!gait) return undefined;
        const { law, stride, isFree } = things[index] as Foreseen;
        const step = law?.(gait, meetingOf(mover, to, by, stride, isFree));
        if (step) return advance(gait, step);
        return depth === 0 ? grown(advance(gait, STILL), margin * stride) : undefined;
      });
      return at(next, depth + 1);
    },
  });

  return at(
    things.map(({ gait }) => gait),
    0,
  );
}

function keyOf(gaits: readonly (Gait | undefined)[]): number {
  let key = 0;
  for (const gait of gaits) {
    if (!gait) continue;
    const { left, top, step, leg, time } = gait;
    const heading = step ? headingOf(step) : NO_HEADING;
    key = hashNumbers(key, left, top, heading, leg, time % COMMON_PACE);
  }
  return key;
}

const grown = (gait: Gait, by: number): Gait => ({
  ...gait,
  left: gait.left - by,
  top: gait.top - by,
  right: gait.right + by,
  bottom: gait.bottom + by,
});
