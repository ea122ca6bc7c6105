import type { Grid } from "../../game/frame.ts";
import { listChanges } from "../../picture/changes.ts";
import { backgroundOf, listComponents } from "../../picture/components.ts";
import { describeDifference } from "../../picture/describe-difference.ts";
import { draw } from "../../picture/draw.ts";
import { findLattice } from "../../picture/lattice.ts";

/** Picture work for the guest, which is 200 times as fast here: functions of texts. */
export const HELPERS: Readonly<Record<string, (...texts: string[]) => string>> = {
  $show: (picture = "") => draw(readRows(picture)),
  $diff: (before = "", after = "") =>
    JSON.stringify(listChanges(readRows(before), readRows(after)) ?? null),
  $diffText: (before = "", after = "") => describeDifference(readRows(before), readRows(after)),
  $objects: (picture = "") => JSON.stringify(listComponents(readRows(picture))),
  $squares: (picture = "") => JSON.stringify(findLattice(readRows(picture)) ?? null),
  $background: (picture = "") => String(backgroundOf(readRows(picture))),
};

/** A picture as the guest reads it: JSON of its rows. */
export function writeRows({ width, cells }: Grid): string {
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += width) {
    rows.push(`[${cells.subarray(at, at + width).join(",")}]`);
  }
  return `[${rows.join(",")}]`;
}

/** The picture that the guest wrote: rows parted by semicolons, colours by commas. Throws where it is none. */
export function readRows(text: string): Grid {
  const rows = text.split(";").map((row) => row.split(",").map(Number));
  const width = rows[0]?.length ?? 0;
  const isPicture = rows.every(
    (row) =>
      row.length === width && row.every((one) => Number.isInteger(one) && one >= 0 && one < 16),
  );
  if (text === "" || !isPicture) {
    throw new Error("a picture is wanted: rows of equal length of colours 0 to 15");
  }
  return { width, height: rows.length, cells: Uint8Array.from(rows.flat()) };
}
