import { headingOf, lengthOf, type Shift } from "../../perception/displacement.ts";
import { createStrides } from "./level-effects.ts";
import type { Walker } from "./navigation.ts";
import type { KeyShift } from "./reach.ts";

/** How the keys step from square to square: as seen in this level, or as known from others. */
export interface StepKeys {
  /** Another level begins. */
  begin(): void;
  /** A key moved the mover. */
  moved(key: number, by: Shift): void;
  /** Undefined for a key never seen to move it, or now here, now there. */
  of(key: number): Shift | undefined;
  /** Of the available keys, one for each direction; those not seen yet as they usually go. */
  list(available: readonly number[]): KeyShift[];
}

/** Starts with none known. `walker`: knows how keys move the mover on other levels. */
export function createStepKeys(walker: Pick<Walker, "shifts">): StepKeys {
  const strides = createStrides();

  return {
    begin: strides.begin,
    moved: strides.moved,
    of: strides.of,
    list(available) {
      const known = [...strides.list(available)];
      const headings = new Set(known.map(headingOf));
      for (const { key, dx, dy } of known.length > 0 ? walker.shifts(available) : []) {
        if (strides.isKnown(key)) continue;
        const scale = strides.unit / lengthOf({ dx, dy });
        const usual = { key, dx: Math.round(dx * scale), dy: Math.round(dy * scale) };
        // Where another key does what this one is said to, it rather does the opposite.
        const shift = [usual, { key, dx: -usual.dx, dy: -usual.dy }].find(
          (one) => !headings.has(headingOf(one)),
        );
        if (!shift) continue;
        headings.add(headingOf(shift));
        known.push(shift);
      }
      return known;
    },
  };
}
