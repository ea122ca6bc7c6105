/** A rectangle of cells, all four sides inclusive. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A point of the grid. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The smallest that holds both. */
export const unite = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** The bounding box of at least one cell, given as indices into a grid of this width. */
export function boundsAround(cells: ArrayLike<number>, width: number): Bounds {
  let [left, top, right, bottom] = [Number.MAX_VALUE, Number.MAX_VALUE, -1, -1];
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as number;
    const x = cell % width;
    const y = (cell - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
}

export const widthOf = ({ left, right }: Bounds): number => right - left + 1;
export const heightOf = ({ top, bottom }: Bounds): number => bottom - top + 1;

/** Its middle, in halves of a cell. */
export const middleOf = ({ left, top, right, bottom }: Bounds): Point => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
});

/** Whether both share a cell. */
export const doOverlap = (a: Bounds, b: Bounds): boolean =>
  a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

/** Whether the second lies wholly inside the first. */
export const holds = (outer: Bounds, inner: Bounds): boolean =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;

/** A box `dx` to the right and `dy` down of another. */
export const moveBounds = (
  { left, top, right, bottom }: Bounds,
  dx: number,
  dy: number,
): Bounds => ({
  left: left + dx,
  top: top + dy,
  right: right + dx,
  bottom: bottom + dy,
});

/** Wider by so many cells on each side. */
export const grow = ({ left, top, right, bottom }: Bounds, by: number): Bounds => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

/** The part of bounds that lies inside a grid. */
export const clip = (
  { left, top, right, bottom }: Bounds,
  { width, height }: { readonly width: number; readonly height: number },
): Bounds => ({
  left: Math.max(0, left),
  top: Math.max(0, top),
  right: Math.min(width - 1, right),
  bottom: Math.min(height - 1, bottom),
});
