import { type Displacement, headingOf, lengthOf } from "../../perception/displacement.ts";
import { createLevelEffects } from "./level-effects.ts";
import type { KeyDisplacement } from "./move-graph.ts";
import type { Navigation } from "./navigation.ts";

/** Action effects in steps from tile to tile: those of this level, else those known from others. */
export interface TileEffects {
  /** Another level begins. */
  begin(): void;
  /** A key moved the avatar. */
  moved(key: number, by: Displacement): void;
  /** Undefined for a key that never moved the avatar, or moved it in several directions. */
  of(key: number): Displacement | undefined;
  /** The available keys, one for each direction; for those not used on this level the usual effect. */
  list(available: readonly number[]): KeyDisplacement[];
}

/** Starts with none known. `navigation`: knows the usual effects. */
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
        // Where another key already goes that way, this one probably goes the opposite way.
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
