import type { Grid } from "../game/frame.ts";
import { backgroundOf, listComponents } from "./components.ts";

/** Colours are written as hexadecimal digits. */
export const digit = (colour: number): string => colour.toString(16);

/**
 * Draws a grid without loss: a hexadecimal digit a cell, each run of equal rows once. Two lines above give each
 * column's x (tens, ones), the number before a row its y. Columns are never left out: they were misread then.
 */
export function draw({ width, height, cells }: Grid): string {
  const cell = (x: number, y: number) => cells[y * width + x] as number;
  const isSameRow = (y: number) => {
    for (let x = 0; x < width; x++) if (cell(x, y) !== cell(x, y - 1)) return false;
    return true;
  };
  const columns = Array.from({ length: width }, (_, x) => x);
  const rows = Array.from({ length: height }, (_, y) => y).filter((y) => y === 0 || !isSameRow(y));
  const ruler = (of: (x: number) => number) => `   ${columns.map(of).join("")}`;
  return [
    ruler((x) => Math.floor(x / 10)),
    ruler((x) => x % 10),
    ...rows.map(
      (y) => `${String(y).padStart(2)} ${columns.map((x) => digit(cell(x, y))).join("")}`,
    ),
  ].join("\n");
}

/** How many things are listed one by one, and how large one may be, in cells. */
const MAX_THINGS = 24;
/** Of a colour with more things only their number is told. */
const MAX_ALIKE = 10;
const MAX_AREA = 800;

/** Lists the things of the rarest colours, `colour 9: 2×2 at 12,40; …`, and counts those of the others. */
export function listThings(grid: Grid): string {
  const background = backgroundOf(grid);
  const byColour = new Map<number, string[]>();
  for (const { colour, x, y, width, height, area } of listComponents(grid)) {
    if (colour === background || area > MAX_AREA) continue;
    const things = byColour.get(colour) ?? [];
    byColour.set(colour, things);
    things.push(`${width}×${height} at ${x},${y}`);
  }
  const rare = [...byColour].sort((a, b) => a[1].length - b[1].length);
  const lines: string[] = [];
  let left = MAX_THINGS;
  for (const [colour, things] of rare) {
    const isFew = things.length <= Math.min(left, MAX_ALIKE);
    if (isFew) left -= things.length;
    lines.push(`colour ${digit(colour)}: ${isFew ? things.join("; ") : `${things.length} things`}`);
  }
  return lines.join("\n");
}
