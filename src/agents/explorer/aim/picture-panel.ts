import { segment } from "../segment.ts";
import type { View } from "../view.ts";
import { findPanels, type Panel, sizeOf } from "./panel.ts";
import { groundsOf } from "./pattern.ts";

/** Bridges between boxes that are narrower than one of these are cut. */
const BRIDGES = [3, 4, 5] as const;
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
    for (const bridge of BRIDGES) {
      const solid = segment({ ...view, cells: withoutBridges(view, gap, bridge) });
      for (const panel of findPanels(solid.filter(({ colour }) => colour === 1))) {
        const ground = groundOf(view, panel, gap);
        if (ground === undefined || sizeOf(panel) < LEAST_BOXES) continue;
        found.push({ ...panel, pictures: { ground, gap } });
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
