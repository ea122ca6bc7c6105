import { type Displacement, headingOf, lengthOf } from "../../perception/displacement.ts";
import { createLevelEffects } from "./level-effects.ts";
import type { KeyDisplacement } from "./move-graph.ts";
import type { Navigation } from "./navigation.ts";

/** How the keys step from square to square: as seen in this level, or as known from others. */
export interface TileEffects {
  /** Another level begins. */
  begin(): void;
  /** A key moved the avatar. */
  moved(key: number, by: Displacement): void;
  /** Undefined for a key never seen to move it, or now here, now there. */
  of(key: number): Displacement | undefined;
  /** Of the available keys, one for each direction; those not seen yet as they usually go. */
  list(available: readonly number[]): KeyDisplacement[];
}

/** Starts with none known. `navigation`: knows how keys move the avatar on other levels. */
export function createTileEffects(navigation: Pick<Navigation, "displacements">): TileEffects {
  const levelEffects = createLevelEffects();

  return {
    begin: levelEffects.begin,
    moved: levelEffects.moved,
    of: levelEffects.of,
    list(available) {
      const known = [...levelEffects.list(available)];
      const headings = new Set(known.map(headingOf));
      for (const { key, dx, dy } of known.length > 0 ? navigation.displacements : []) {
        if (levelEffects.isKnown(key)) continue;
        const scale = levelEffects.unit / lengthOf({ dx, dy });
        const usual = { key, dx: Math.round(dx * scale), dy: Math.round(dy * scale) };
        // Where another key does what this one is said to, it rather does the opposite.
        const displacement = [usual, { key, dx: -usual.dx, dy: -usual.dy }].find(
          (one) => !headings.has(headingOf(one)),
        );
        if (!displacement) continue;
        headings.add(headingOf(displacement));
        known.push(displacement);
      }
      return known;
    },
  };
}
