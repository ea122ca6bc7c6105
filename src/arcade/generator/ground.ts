import type { Random } from "../../base/random.ts";

/** A square is named by one number, `y * STRIDE + x`; neighbours differ by 1 or STRIDE. */
export const STRIDE = 64;
/** Where the first square goes: room to grow on every side. */
const ORIGIN = 24;

/** Up, down, left, right: the steps of ACTION1–4. */
export const STEPS: readonly number[] = [-STRIDE, STRIDE, -1, 1];

export const columnOf = (square: number): number => square % STRIDE;
export const rowOf = (square: number): number => Math.floor(square / STRIDE);

/** The squares a level takes up, ends included. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The squares of a level while it is laid out. */
export interface Ground {
  /** Squares to walk on. */
  readonly floor: ReadonlySet<number>;
  readonly walls: ReadonlySet<number>;
  bounds(): Bounds;
  /** A free floor square at random, out of `among` where it has any; from then on it is in use. */
  take(random: Random, among?: ReadonlySet<number>): number | null;
  /** Takes this very square, if it is free. */
  takeThis(square: number): boolean;
  isFree(square: number): boolean;
  /** Puts a square off the floor to use, wherever it is. */
  claim(square: number): void;
  /** A block of squares, row by row: of free floor where there is floor, else beside what is there. */
  block(random: Random, columns: number, rows: number): readonly number[] | null;
  /** A block off the floor, for things that are shown or clicked, on the given side. */
  margin(columns: number, rows: number, side: Side): readonly number[];
}

export type Side = "left" | "right" | "above" | "below";

/** A block of squares with its upper left corner at `x`, `y`, row by row. */
const rectangle = (x: number, y: number, columns: number, rows: number): readonly number[] =>
  Array.from(
    { length: columns * rows },
    (_, at) => (y + Math.floor(at / columns)) * STRIDE + x + (at % columns),
  );

/** `floorPlan`: offsets (row, column) from the upper left corner of what is floor; walls go around it. */
export function createGround(floorPlan: readonly (readonly [number, number])[]): Ground {
  const floor = new Set(
    floorPlan.map(([row, column]) => (ORIGIN + row) * STRIDE + ORIGIN + column),
  );
  const walls = new Set<number>();
  const used = new Set<number>();
  const free = new Set(floor);
  if (floor.size > 0) {
    const { left, top, right, bottom } = boundsOf(floor);
    for (const square of rectangle(left - 1, top - 1, right - left + 3, bottom - top + 3)) {
      if (!floor.has(square)) walls.add(square);
      used.add(square);
    }
  }

  function use(squares: readonly number[]): readonly number[] {
    for (const square of squares) {
      used.add(square);
      free.delete(square);
    }
    return squares;
  }

  function blockOnFloor(random: Random, columns: number, rows: number): readonly number[] | null {
    const corners = [...free].filter((corner) =>
      rectangle(columnOf(corner), rowOf(corner), columns, rows).every((square) => free.has(square)),
    );
    if (corners.length === 0) return null;
    const corner = random.pick(corners);
    return use(rectangle(columnOf(corner), rowOf(corner), columns, rows));
  }

  function margin(columns: number, rows: number, side: Side): readonly number[] {
    if (used.size === 0) return use(rectangle(ORIGIN, ORIGIN, columns, rows));
    const { left, top, right, bottom } = boundsOf(used);
    const x = left + ((right - left + 1 - columns) >> 1);
    const y = top + ((bottom - top + 1 - rows) >> 1);
    if (side === "left") return use(rectangle(left - columns - 1, y, columns, rows));
    if (side === "right") return use(rectangle(right + 2, y, columns, rows));
    if (side === "above") return use(rectangle(x, top - rows - 1, columns, rows));
    return use(rectangle(x, bottom + 2, columns, rows));
  }

  return {
    floor,
    walls,
    bounds: () => boundsOf(used),
    take(random, among) {
      const wanted = [...free].filter((square) => among?.has(square));
      const choice = wanted.length > 0 ? wanted : [...free];
      if (choice.length === 0) return null;
      const square = random.pick(choice);
      free.delete(square);
      return square;
    },
    takeThis: (square) => free.delete(square),
    isFree: (square) => free.has(square),
    claim: (square) => used.add(square),
    block: (random, columns, rows) =>
      floor.size > 0 ? blockOnFloor(random, columns, rows) : margin(columns, rows, "right"),
    margin,
  };
}

function boundsOf(squares: ReadonlySet<number>): Bounds {
  const columns = [...squares].map(columnOf);
  const rows = [...squares].map(rowOf);
  return {
    left: Math.min(...columns),
    top: Math.min(...rows),
    right: Math.max(...columns),
    bottom: Math.max(...rows),
  };
}
