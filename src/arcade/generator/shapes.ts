/** Figures that fit any square of at least 3 × 3 pixels: whether the pixel at `x`, `y` of `side` × `side` belongs. */
type Figure = (x: number, y: number, side: number) => boolean;

const fromEdge = (x: number, y: number, side: number) => Math.min(x, y, side - 1 - x, side - 1 - y);
/** Distance from the middle, in half pixels, along an axis. */
const off = (x: number, side: number) => Math.abs(2 * x - (side - 1));

const FIGURES = {
  full: () => true,
  block: (x, y, side) => side < 5 || fromEdge(x, y, side) >= 1,
  ring: (x, y, side) => fromEdge(x, y, side) === 0,
  dot: (x, y, side) => fromEdge(x, y, side) >= (side - 1) >> 1 || fromEdge(x, y, side) >= 2,
  plus: (x, y, side) => Math.min(off(x, side), off(y, side)) <= 1,
  cross: (x, y, side) => x === y || x === side - 1 - y,
  diamond: (x, y, side) => off(x, side) + off(y, side) <= side,
  corners: (x, y, side) =>
    Math.min(x, side - 1 - x) + Math.min(y, side - 1 - y) <= (side > 5 ? 1 : 0),
  bars: (x) => x % 2 === 0,
  steps: (_, y) => y % 2 === 0,
  wedge: (x, y) => x <= y,
  tee: (x, y, side) => y === 0 || off(x, side) <= 1,
  cup: (x, y, side) => y === side - 1 || x === 0 || x === side - 1,
  bolt: (x, y, side) => (y < side / 2 ? x <= side >> 1 : x >= side >> 1),
  speck: (x, y) => x === 0 && y === 0,
  weave: (x, y) => (x + 2 * y) % 5 === 0,
} satisfies Record<string, Figure>;

export type ShapeName = keyof typeof FIGURES;

export const SHAPES = FIGURES as Readonly<Record<ShapeName, Figure>>;
