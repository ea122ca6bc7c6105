import type { FloorLevel } from "../../model/floor/floor-level.ts";

/** The expected looks of the active tiles after a key; undefined where it should lead nowhere. */
export function looksAfter(level: FloorLevel, key: number): number[] | undefined {
  const at = level.keys.findIndex((one) => one.key === key);
  const end = at < 0 ? undefined : level.step(level.start, at);
  return end && level.active.map((_, place) => level.lookOf(end, place));
}
