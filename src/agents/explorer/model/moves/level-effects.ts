import { CLICK } from "../../../../game/action.ts";
import { isClickCode } from "../../../../game/action-code.ts";
import { type Displacement, headingOf, isStill, lengthOf } from "../../perception/displacement.ts";
import type { KeyDisplacement } from "./move-graph.ts";

/** How each key, or click on a button, moves the avatar in this level. */
export interface LevelEffects {
  /** The level begins: how far the keys go is to be seen again, in which direction may hold. */
  begin(): void;
  /** How far the keys should go here. */
  assume(unit: number): void;
  moved(key: number, by: Displacement): void;
  /** Undefined for a key never seen to move it, or now here, now there. */
  of(key: number): Displacement | undefined;
  /** Of the available keys, one for each direction. */
  list(available: readonly number[]): KeyDisplacement[];
  /** Whether a key was seen to move the avatar, or to do so now here, now there. */
  isKnown(key: number): boolean;
  /** The length of the latest step. */
  readonly unit: number;
}

/** A click moves something in many a game by chance; as often as this it is a button. */
const SURE = 2;

/** Starts with none known. */
export function createLevelEffects(): LevelEffects {
  const known = new Map<number, Displacement>();
  let here = new Set<number>();
  const times = new Map<number, number>();
  const fickle = new Set<number>();
  let unit = 1;

  const of = (key: number): Displacement | undefined => {
    const displacement = known.get(key);
    if (!displacement || fickle.has(key)) return undefined;
    if (here.has(key)) return displacement;
    const scale = unit / lengthOf(displacement);
    return { dx: Math.round(displacement.dx * scale), dy: Math.round(displacement.dy * scale) };
  };

  return {
    begin() {
      here = new Set();
    },
    assume(length) {
      unit = length;
    },
    moved(key, by) {
      if (isStill(by)) return;
      const before = known.get(key);
      if (before && here.has(key) && headingOf(before) !== headingOf(by)) fickle.add(key);
      known.set(key, by);
      times.set(key, (times.get(key) ?? 0) + 1);
      here.add(key);
      unit = lengthOf(by);
    },
    of,
    list(available) {
      const byHeading = new Map<number, KeyDisplacement>();
      for (const key of known.keys()) {
        const displacement = of(key);
        if (!displacement || !available.includes(isClickCode(key) ? CLICK : key)) continue;
        if (isClickCode(key) && (times.get(key) ?? 0) < SURE) continue;
        // A key seen here tells more than one that was not.
        const heading = headingOf(displacement);
        if (byHeading.has(heading) && !here.has(key)) continue;
        byHeading.set(heading, { key, ...displacement });
      }
      return [...byHeading.values()];
    },
    isKnown: (key) => known.has(key),
    get unit() {
      return unit;
    },
  };
}
