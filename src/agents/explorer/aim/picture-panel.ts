import { segment } from "../segment.ts";
import type { View } from "../view.ts";
import { findPanels, type Panel, sizeOf } from "./panel.ts";
import { groundsOf } from "./pattern.ts";

/** Bridges between boxes that are narrower than this are cut. */
const LEAST_WIDTH = 3;
/** Fewer boxes are no puzzle. */
const LEAST_BOXES = 4;
/** More colours than this are a picture that no lines make. */
const MOST_COLOURS = 4;

/**
 * The panels whose boxes show pictures: boxes filled with anything but one of the most frequent colours,
 * which lies between them, though lines may cross it.
 */
export function findPicturePanels(view: View): Panel[] {
  const found: Panel[] = [];
  for (const gap of groundsOf(view)) {
    const boxes = segment({ ...view, cells: withoutBridges(view, gap) }).filter(
      ({ colour }) => colour === 1,
    );
    for (const panel of findPanels(boxes)) {
      const ground = groundOf(view, panel, gap);
      if (ground === undefined || sizeOf(panel) < LEAST_BOXES) continue;
      found.push({ ...panel, pictures: { ground, gap } });
    }
  }
  return found;
}

/** 1 where a square of other colours than the gap's lies around, else 0. */
function withoutBridges({ cells, width, height }: View, gap: number): Uint8Array {
  const kept = new Uint8Array(cells.length);
  for (let top = 0; top + LEAST_WIDTH <= height; top++) {
    for (let left = 0; left + LEAST_WIDTH <= width; left++) {
      if (!isFull(left, top)) continue;
      for (let y = top; y < top + LEAST_WIDTH; y++)
        kept.fill(1, y * width + left, y * width + left + LEAST_WIDTH);
    }
  }
  return kept;

  function isFull(left: number, top: number): boolean {
    for (let y = top; y < top + LEAST_WIDTH; y++) {
      for (let x = left; x < left + LEAST_WIDTH; x++)
        if (cells[y * width + x] === gap) return false;
    }
    return true;
  }
}

/** The colour of most cells of the boxes, where most of them show few others too; undefined otherwise. */
function groundOf({ cells, width: stride }: View, panel: Panel, gap: number): number | undefined {
  const { rows, columns, left, top, width, height, pitchX, pitchY } = panel;
  const total = new Map<number, number>();
  let pictures = 0;
  for (let at = 0; at < rows * columns; at++) {
    const colours = new Set<number>();
    const [x0, y0] = [left + (at % columns) * pitchX, top + Math.floor(at / columns) * pitchY];
    for (let y = y0; y < y0 + height; y++) {
      for (let x = x0; x < x0 + width; x++) {
        const colour = cells[y * stride + x] as number;
        colours.add(colour);
        total.set(colour, (total.get(colour) ?? 0) + 1);
      }
    }
    pictures += Number(colours.size > 1 && colours.size <= MOST_COLOURS && !colours.has(gap));
  }
  const [ground] = [...total].sort((a, b) => b[1] - a[1])[0] ?? [];
  return 2 * pictures >= rows * columns ? ground : undefined;
}
