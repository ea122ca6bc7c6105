import { type Bounds, heightOf, widthOf } from "./bounds.ts";
import type { View } from "./view.ts";

/** Up, right, down and left, as columns and rows: the sides of a tile, clockwise. */
export const SIDES = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

/** Added to the value of a piece of pipe, so that it differs from any colour. */
const PIECE = 64;
const ALL_SIDES = 15;

/** The value of a tile whose pipes lead to the sides of these bits. */
const pieceOf = (bits: number): number => PIECE + bits;
/** Whether the pipes of a tile of this value lead to a side. */
export const isOpen = (value: number, side: number): boolean =>
  (((value - PIECE) >> side) & 1) === 1;
/** Whether they lead to any side. */
export const hasPipes = (value: number): boolean => value !== PIECE;
/** Whether a quarter turn changes nothing: they lead to all sides or none. */
export const isSymmetric = (value: number): boolean =>
  value === PIECE || value === pieceOf(ALL_SIDES);
/** The side across. */
export const opposite = (side: number): number => (side + 2) % SIDES.length;

/** The value of the pipes in a tile: they lead to each side that shows another colour than the ground in its middle. */
export function readPipeSides(
  { cells, width: stride }: View,
  box: Bounds,
  ground: number,
  covered: ReadonlySet<number>,
): number {
  let bits = 0;
  for (const [side, [dx, dy]] of SIDES.entries()) {
    const length = dx === 0 ? widthOf(box) : heightOf(box);
    const margin = Math.min(Math.ceil(length / 4), (length - 1) >> 1);
    for (let along = margin; along < length - margin; along++) {
      const x = dx === 0 ? box.left + along : dx < 0 ? box.left : box.right;
      const y = dy === 0 ? box.top + along : dy < 0 ? box.top : box.bottom;
      const at = y * stride + x;
      if (!covered.has(at) && cells[at] !== ground) bits |= 1 << side;
    }
  }
  return pieceOf(bits);
}

/** Where a turn takes each side; the more usual turns first. */
const TURNS: readonly (readonly number[])[] = [
  [1, 2, 3, 0],
  [3, 0, 1, 2],
  [2, 3, 0, 1],
  [0, 3, 2, 1],
  [2, 1, 0, 3],
  [1, 0, 3, 2],
  [3, 2, 1, 0],
];

/**
 * The value that a press makes of each value, if it turns or mirrors all pieces alike; undefined where
 * what is known of some (`next`) contradicts that, or nothing is known.
 */
export function inferTurns(
  next: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> | undefined {
  const known = [...next].filter(([value]) => value >= PIECE);
  const fits = (to: readonly number[]) =>
    known.every(([value, then]) => turned(value, to) === then);
  const turn = known.length > 0 ? TURNS.find(fits) : undefined;
  if (!turn) return undefined;
  const values = Array.from({ length: ALL_SIDES + 1 }, (_, bits) => pieceOf(bits));
  return new Map(values.map((value) => [value, turned(value, turn)]));
}

const turned = (value: number, to: readonly number[]): number =>
  pieceOf(to.reduce((bits, then, side) => bits | (Number(isOpen(value, side)) << then), 0));
