import type { Grid } from "../game/frame.ts";
import { digit } from "./draw.ts";

/** A grid as text: a line for each row, a hexadecimal digit for each cell. */
export function formatGrid({ width, cells }: Grid): string {
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += width) {
    rows.push(Array.from(cells.subarray(at, at + width), digit).join(""));
  }
  return rows.join("\n");
}

/** The grid of such a text. Throws where rows differ in length or hold anything but digits. */
export function parseGrid(text: string): Grid {
  const rows = text.split("\n");
  const width = rows[0]?.length ?? 0;
  const isWhole = rows.every((row) => row.length === width && /^[0-9a-f]+$/.test(row));
  if (!isWhole) throw new Error("a grid is rows of equal length of colours 0 to 15");
  const cells = Uint8Array.from(rows.join(""), (one) => Number.parseInt(one, 16));
  return { width, height: rows.length, cells };
}
