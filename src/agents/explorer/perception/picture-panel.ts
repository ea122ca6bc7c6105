import { findPanels, type Panel } from "./panel.ts";
import { groundsOf } from "./pattern.ts";
import { type Component, segment } from "./segment.ts";
import { isSameTurned, readSides } from "./sides.ts";
import type { View } from "./view.ts";

/** Bridges between boxes that are narrower than one of these are cut. */
const BRIDGES = [3, 4, 5] as const;
/** Fewer rows or columns are no puzzle. */
const LEAST_LINES = 2;

/**
 * The panels whose boxes show pictures of lines: boxes filled with anything but one of the most frequent
 * colours, which lies between them, though lines may cross it.
 */
export function findPicturePanels(view: View): Panel[] {
  const found: Panel[] = [];
  for (const gap of groundsOf(view)) {
    for (const bridge of BRIDGES) {
      const solid = segment({ ...view, cells: withoutBridges(view, gap, bridge) }).filter(
        ({ colour }) => colour === 1,
      );
      const grounds = new Set(findPanels(solid).map((panel) => groundOf(view, panel)));
      for (const ground of grounds) {
        // What is as large as the boxes may stand in line with them, as an end of their lines.
        for (const panel of findPanels(solid.filter((box) => shows(view, box, ground)))) {
          if (Math.min(panel.rows, panel.columns) < LEAST_LINES) continue;
          if (showsPieces(view, panel, ground)) found.push({ ...panel, pictures: { ground, gap } });
        }
      }
    }
  }
  return found;
}

/** 1 where a square of so many cells a side of other colours than the gap's lies around, else 0. */
function withoutBridges({ cells, width, height }: View, gap: number, side: number): Uint8Array {
  const kept = new Uint8Array(cells.length);
  /** The largest full square whose lower right corner a cell is, by its side. */
  const full = new Uint8Array(cells.length);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (cells[at] === gap) continue;
      const isInner = x > 0 && y > 0;
      const [left, up, across] = [full[at - 1], full[at - width], full[at - width - 1]] as number[];
      full[at] = isInner ? 1 + Math.min(left as number, up as number, across as number) : 1;
      if ((full[at] as number) < side) continue;
      for (let row = 0; row < side; row++)
        kept.fill(1, at - row * width - side + 1, at - row * width + 1);
    }
  }
  return kept;
}

/** The colour of most cells of a panel's boxes. */
function groundOf({ cells, width: stride }: View, panel: Panel): number {
  const counts = new Uint16Array(32);
  for (const { left, top, width, height } of boxesOf(panel)) {
    for (let y = top; y < top + height; y++) {
      for (const colour of cells.subarray(y * stride + left, y * stride + left + width))
        counts[colour] = (counts[colour] as number) + 1;
    }
  }
  return counts.indexOf(Math.max(...counts));
}

/** Whether a box has cells of a colour. */
function shows(
  { cells, width: stride }: View,
  { left, right, top, bottom }: Component,
  colour: number,
): boolean {
  for (let y = top; y <= bottom; y++) {
    if (cells.subarray(y * stride + left, y * stride + right + 1).includes(colour)) return true;
  }
  return false;
}

/** Whether most boxes look different when they are turned, by where their lines lead. */
function showsPieces(view: View, panel: Panel, ground: number): boolean {
  const boxes = boxesOf(panel);
  const pieces = boxes.filter((box) => !isSameTurned(readSides(view, box, ground, new Set())));
  return 2 * pieces.length >= boxes.length;
}

function boxesOf({ rows, columns, left, top, width, height, pitchX, pitchY, holes }: Panel) {
  return Array.from({ length: rows * columns }, (_, at) => ({
    left: left + (at % columns) * pitchX,
    top: top + Math.floor(at / columns) * pitchY,
    width,
    height,
  })).filter((_, at) => !holes.has(at));
}
