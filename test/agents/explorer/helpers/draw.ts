import { lookAt, type View } from "../../../../src/agents/explorer/perception/view.ts";
import type { Grid } from "../../../../src/game/frame.ts";
import { emptyMask } from "../../../../src/game/mask.ts";

/** A grid drawn with one hexadecimal digit per cell, rows parted by spaces or line ends; `.` is 0. */
export function draw(picture: string): Grid {
  const rows = picture.trim().split(/\s+/);
  const cells = rows.flatMap((row) => [...row].map((cell) => Number.parseInt(cell, 16) || 0));
  return { width: rows[0]?.length ?? 0, height: rows.length, cells: Uint8Array.from(cells) };
}

/** The same, seen without a mask. */
export const drawView = (picture: string): View => lookAt(draw(picture), emptyMask());
