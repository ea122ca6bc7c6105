/** A rectangle of cells, all four sides inclusive. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest that holds both. */
export const unite = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

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
