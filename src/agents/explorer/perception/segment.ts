import { hashNumbers } from "../../../game/hash.ts";
import { type Bounds, boundsAround } from "./bounds.ts";
import { floodFill } from "./flood-fill.ts";
import { oncePerView } from "./once-per-view.ts";
import type { View } from "./view.ts";

/** A 4-connected patch of one colour. */
export interface Component extends Bounds {
  readonly colour: number;
  /** Its number of cells. */
  readonly area: number;
  /** Equal for components of one form, wherever they are and whatever their colour. */
  readonly shape: number;
  /** The cell farthest from its border: always one of its own, where a click surely hits it. */
  readonly x: number;
  readonly y: number;
}

/** City-block distance of each cell to the nearest cell of another colour or the grid's outside. */
function depths({ cells, width, height }: View): Uint8Array {
  const depth = new Uint8Array(cells.length);
  const beside = (at: number, other: number, inside: boolean) =>
    inside && cells[other] === cells[at] ? (depth[other] as number) : 0;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      depth[at] = 1 + Math.min(beside(at, at - 1, x > 0), beside(at, at - width, y > 0));
    }
  }
  for (let y = height - 1, at = cells.length - 1; y >= 0; y--) {
    for (let x = width - 1; x >= 0; x--, at--) {
      const right = beside(at, at + 1, x < width - 1);
      const below = beside(at, at + width, y < height - 1);
      depth[at] = Math.min(depth[at] as number, 1 + Math.min(right, below));
    }
  }
  return depth;
}

/** Labels the connected components of a view, in the order of their first cells. */
export const segment = oncePerView((view): readonly Component[] => {
  const depth = depths(view);
  const taken = new Uint8Array(view.cells.length);
  const components: Component[] = [];
  for (let first = 0; first < taken.length; first++) {
    if (taken[first] !== 0) continue;
    const colour = view.cells[first] as number;
    const cells = floodFill(view, colour, [first], { taken });
    components.push(describe(cells, colour, depth, view.width));
  }
  return components;
});

/** What a component of these cells looks like. */
function describe(cells: Int32Array, colour: number, depth: Uint8Array, width: number): Component {
  const { left, top, right, bottom } = boundsAround(cells, width);
  // A sum does not depend on the order of the cells.
  let form = 0;
  let best = -1;
  let mostInner = -1;
  for (let index = 0; index < cells.length; index++) {
    const at = cells[index] as number;
    const x = at % width;
    const y = (at - x) / width;
    form = (form + hashNumbers(x - left, y - top)) >>> 0;
    // Deepest first; of equals the one nearest to the middle, then the first in reading order.
    const offCentre = Math.abs(2 * x - left - right) + Math.abs(2 * y - top - bottom);
    const inner = (depth[at] as number) * 1024 - offCentre;
    if (inner > mostInner || (inner === mostInner && at < best)) {
      mostInner = inner;
      best = at;
    }
  }
  const x = best % width;
  const shape = hashNumbers(right - left, bottom - top, form);
  const area = cells.length;
  return { colour, area, left, top, right, bottom, shape, x, y: (best - x) / width };
}
