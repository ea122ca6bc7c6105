import { CLICK } from "../../../../game/action.ts";
import { isClickCode } from "../../../../game/action-code.ts";
import { type Displacement, headingOf, isStill, lengthOf } from "../../perception/displacement.ts";
import type { KeyDisplacement } from "./move-graph.ts";

/** Action effects in this level: the displacement of the avatar by each key, or click on a button. */
export interface LevelEffects {
  /** The level begins: the length of steps is unknown again, directions are kept. */
  begin(): void;
  /** Sets the length of a step in this level, in cells. */
  assume(unit: number): void;
  moved(key: number, by: Displacement): void;
  /** Undefined for a key that never moved the avatar, or moved it in several directions. */
  of(key: number): Displacement | undefined;
  /** The available keys with known effects, one for each direction. */
  list(available: readonly number[]): KeyDisplacement[];
  /** Whether a key ever moved the avatar. */
  isKnown(key: number): boolean;
  /** The length of the latest step. */
  readonly unit: number;
}

/** Clicks often move something by chance: one that did so this often is a button. */
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
        // A key used on this level is surer than one that was not.
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
