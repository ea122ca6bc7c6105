import { hashNumbers } from "../../../game/hash.ts";
import type { View } from "./view.ts";

/** A 4-connected patch of one colour. */
export interface Component {
  readonly colour: number;
  /** Its number of cells. */
  readonly area: number;
  /** Its bounding box, all four inclusive. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
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

// Several parts of the explorer look at the components of one view.
const known = new WeakMap<View, readonly Component[]>();

/** The components of a view, in the order of their first cells. */
export function segment(view: View): readonly Component[] {
  const components = known.get(view) ?? split(view);
  known.set(view, components);
  return components;
}

function split(view: View): Component[] {
  const { cells, width, height } = view;
  const depth = depths(view);
  const seen = new Uint8Array(cells.length);
  const stack = new Int32Array(cells.length);
  const members = new Int32Array(cells.length);

  /** Collects into `members` the component that `first` belongs to; returns its area. */
  const flood = (first: number): number => {
    const colour = cells[first];
    let area = 0;
    let top = 0;
    const push = (at: number) => {
      if (seen[at] === 1 || cells[at] !== colour) return;
      seen[at] = 1;
      stack[top++] = at;
    };
    push(first);
    while (top > 0) {
      const at = stack[--top] as number;
      members[area++] = at;
      const x = at % width;
      if (x > 0) push(at - 1);
      if (x < width - 1) push(at + 1);
      if (at >= width) push(at - width);
      if (at < cells.length - width) push(at + width);
    }
    return area;
  };

  const describe = (area: number): Component => {
    let left = width;
    let top = height;
    let right = 0;
    let bottom = 0;
    for (let index = 0; index < area; index++) {
      const at = members[index] as number;
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    // A sum does not depend on the order in which the flood met the cells.
    let form = 0;
    let best = -1;
    let bestRank = -1;
    for (let index = 0; index < area; index++) {
      const at = members[index] as number;
      const x = at % width;
      const y = (at - x) / width;
      form = (form + hashNumbers(x - left, y - top)) >>> 0;
      // Deepest first; of equals the one nearest to the middle, then the first in reading order.
      const offCentre = Math.abs(2 * x - left - right) + Math.abs(2 * y - top - bottom);
      const rank = (depth[at] as number) * 1024 - offCentre;
      if (rank > bestRank || (rank === bestRank && at < best)) {
        bestRank = rank;
        best = at;
      }
    }
    const x = best % width;
    const colour = cells[best] as number;
    const shape = hashNumbers(right - left, bottom - top, form);
    return { colour, area, left, top, right, bottom, shape, x, y: (best - x) / width };
  };

  const components: Component[] = [];
  for (let at = 0; at < cells.length; at++) {
    if (seen[at] === 0) components.push(describe(flood(at)));
  }
  return components;
}
