import { headingOf, lengthOf } from "../../perception/displacement.ts";
import type { LevelEffects } from "./level-effects.ts";
import type { KeyDisplacement } from "./move-graph.ts";

/**
 * Action effects in steps from tile to tile, one key for each direction: those of this level, and the
 * `usual` ones of keys not used on it, scaled to its steps. None before a step on the level.
 */
export function listTileEffects(
  levelEffects: LevelEffects,
  usual: readonly KeyDisplacement[],
  available: readonly number[],
): KeyDisplacement[] {
  const effects = levelEffects.list(available);
  if (effects.length === 0) return effects;
  const headings = new Set(effects.map(headingOf));
  for (const { key, dx, dy } of usual) {
    if (levelEffects.isKnown(key)) continue;
    const scale = levelEffects.unit / lengthOf({ dx, dy });
    const scaled = { key, dx: Math.round(dx * scale), dy: Math.round(dy * scale) };
    // Where another key already goes that way, this one probably goes the opposite way.
    const effect = [scaled, { key, dx: -scaled.dx, dy: -scaled.dy }].find(
      (one) => !headings.has(headingOf(one)),
    );
    if (!effect) continue;
    headings.add(headingOf(effect));
    effects.push(effect);
  }
  return effects;
}
