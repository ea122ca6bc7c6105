import type { Bounds } from "./bounds.ts";
import { cellsInBounds } from "./cells-in-bounds.ts";
import { mainColour } from "./main-colour.ts";
import { findPanels, type Panel, tilesOf } from "./panel.ts";
import { groundsOf } from "./pattern.ts";
import { isSymmetric, readPipeSides } from "./pipe-sides.ts";
import { segment } from "./segment.ts";
import type { View } from "./view.ts";

/** Openings by squares of these sides are tried: each cuts what is narrower and joins boxes. */
const BRIDGES = [3, 4, 5] as const;
/** Fewer rows or columns are no puzzle. */
const LEAST_LINES = 2;

/**
 * Finds the panels of pipes: boxes filled with anything but one of the most frequent colours, which lies
 * between them, though pipes may cross it.
 */
export function findPipePanels(view: View): Panel[] {
  const { cells, width } = view;
  const found: Panel[] = [];
  for (const gap of groundsOf(view)) {
    for (const bridge of BRIDGES) {
      const solid = segment({ ...view, cells: withoutBridges(view, gap, bridge) }).filter(
        ({ colour }) => colour === 1,
      );
      const grounds = new Set(findPanels(solid).flatMap((panel) => groundOf(view, panel) ?? []));
      for (const ground of grounds) {
        const showsGround = (box: Bounds) =>
          cellsInBounds(width, box).some((cell) => cells[cell] === ground);
        // A thing as large as the boxes may stand in line with them, as an end of their pipes.
        for (const panel of findPanels(solid.filter(showsGround))) {
          if (Math.min(panel.rows, panel.columns) < LEAST_LINES) continue;
          if (showsPieces(view, panel, ground)) found.push({ ...panel, pipes: { ground, gap } });
        }
      }
    }
  }
  return found;
}

/** Morphological opening: 1 where a full square of this side lies around a cell, without the gap's colour; else 0. */
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

/** The colour of most cells of a panel's tiles. */
const groundOf = (view: View, panel: Panel): number | undefined =>
  mainColour(
    view,
    tilesOf(panel).flatMap((tile) => cellsInBounds(view.width, tile)),
  );

/** Whether most tiles look different when they are turned, by where their pipes lead. */
function showsPieces(view: View, panel: Panel, ground: number): boolean {
  const tiles = tilesOf(panel);
  const pieces = tiles.filter((tile) => !isSymmetric(readPipeSides(view, tile, ground, new Set())));
  return 2 * pieces.length >= tiles.length;
}
