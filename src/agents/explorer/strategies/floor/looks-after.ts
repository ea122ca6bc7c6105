import type { Field } from "../../model/floor/floor-level.ts";

/** What the squares that may change should look like after a key; undefined where it should lead nowhere. */
export function looksAfter(field: Field, key: number): number[] | undefined {
  const at = field.keys.findIndex((one) => one.key === key);
  const end = at < 0 ? undefined : field.step(field.start, at);
  return end && field.active.map((_, place) => field.lookOf(end, place));
}
