import { clickCode } from "../../../game/action-code.ts";
import { type Grid, MAX_SIDE } from "../../../game/frame.ts";
import { emptyMask, type Mask } from "../../../game/mask.ts";
import { heightOf, widthOf } from "./bounds.ts";
import { cellsInBounds } from "./cells-in-bounds.ts";
import { type Component, segment } from "./segment.ts";
import { lookAt } from "./view.ts";

/** Status bars lie within this many cells of an edge. */
export const EDGE = 3;
const MIN_ASPECT = 5;
const MIN_TWINS = 3;
/** On a smaller grid nearly everything is near an edge. */
const MIN_SIDE = 8 * EDGE;

type Edge = "horizontal" | "vertical";

/** Whether a component lies wholly at the top or bottom, at the left or right, or at no edge. */
function edgeOf(
  { left, top, right, bottom }: Component,
  { width, height }: Grid,
): Edge | undefined {
  if (bottom < EDGE || top >= height - EDGE) return "horizontal";
  if (right < EDGE || left >= width - EDGE) return "vertical";
  return undefined;
}

/**
 * Guesses which cells of a level's first picture are status bars: components wholly within 3 cells
 * of an edge that are five times as long as wide along it, or of which there are three alike.
 */
export function maskStatusBars(grid: Grid): Mask {
  const mask = emptyMask();
  if (Math.min(grid.width, grid.height) < MIN_SIDE) return mask;

  const families = new Map<string, { component: Component; edge: Edge }[]>();
  for (const component of segment(lookAt(grid, mask))) {
    const edge = edgeOf(component, grid);
    if (!edge) continue;
    const family = [edge, component.colour, component.area, component.shape].join();
    families.set(family, [...(families.get(family) ?? []), { component, edge }]);
  }
  const clicks: number[] = [];
  for (const twins of families.values()) {
    for (const { component, edge } of twins) {
      const [width, height] = [widthOf(component), heightOf(component)];
      const [along, across] = edge === "horizontal" ? [width, height] : [height, width];
      if (twins.length < MIN_TWINS && along < MIN_ASPECT * across) continue;
      // The whole box: what a bar loses shows the colour behind it within its box.
      for (const cell of cellsInBounds(MAX_SIDE, component)) mask.hidden[cell] = 1;
      clicks.push(clickCode(component.x, component.y));
    }
  }
  return { hidden: mask.hidden, clicks };
}
