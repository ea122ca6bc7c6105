import { COLOURS, type Grid } from "../../../game/frame.ts";

/** The most frequent colour of these cells, without the hidden ones and those of some colours; undefined where none is left. */
export function mainColour(
  { cells }: Pick<Grid, "cells">,
  places: readonly number[],
  without: ReadonlySet<number> = new Set(),
): number | undefined {
  const counts = new Uint16Array(COLOURS);
  for (const at of places) {
    const colour = cells[at] as number;
    if (colour < COLOURS && !without.has(colour)) counts[colour] = (counts[colour] as number) + 1;
  }
  const most = Math.max(...counts);
  return most > 0 ? counts.indexOf(most) : undefined;
}
