import type { Grid } from "../../game/frame.ts";
import { createPicture, fill, SIDE } from "../picture.ts";
import { type Bounds, columnOf, rowOf, STRIDE } from "./ground.ts";
import { SHAPES } from "./shapes.ts";
import type { Look, Theme } from "./theme.ts";

/** Pixels around every level that stay free for a bar. */
const EDGE = 4;
const SMALLEST_CELL = 3;

/** Where the squares of a level are on the picture. */
export interface Layout {
  /** Pixel of the upper left corner of the square in column `left`, row `top`. */
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly left: number;
  readonly top: number;
}

/** Fits a level to the picture, with squares of `wanted` pixels at most; null when they became too small. */
export function createLayout(
  { left, top, right, bottom }: Bounds,
  wanted: number,
  place: readonly [number, number],
): Layout | null {
  const room = SIDE - 2 * EDGE;
  const [columns, rows] = [right - left + 1, bottom - top + 1];
  const cell = Math.min(wanted, Math.floor(room / Math.max(columns, rows)));
  if (cell < SMALLEST_CELL) return null;
  const start = (count: number, share: number) =>
    EDGE + Math.floor((room - count * cell + 1) * share * 0.999);
  return { x: start(columns, place[0]), y: start(rows, place[1]), cell, left, top };
}

/** The square at a pixel, whether or not the level uses it; undefined left of or above the level. */
export function squareUnder(layout: Layout, x: number, y: number): number | undefined {
  if (x < layout.x || y < layout.y) return undefined;
  const column = layout.left + Math.floor((x - layout.x) / layout.cell);
  const row = layout.top + Math.floor((y - layout.y) / layout.cell);
  return column < STRIDE ? row * STRIDE + column : undefined;
}

/** A pixel in the middle of a square. */
export function middleOf(
  { x, y, cell, left, top }: Layout,
  square: number,
): readonly [number, number] {
  return [
    x + (columnOf(square) - left) * cell + (cell >> 1),
    y + (rowOf(square) - top) * cell + (cell >> 1),
  ];
}

/** Draws on the squares of one picture. */
export interface Easel {
  readonly theme: Theme;
  readonly picture: Grid;
  /** Fills a square. */
  tile(square: number, colour: number): void;
  /** Fills a square but for its right and lower rim, so that neighbours stay apart. */
  chip(square: number, colour: number): void;
  /** A thing on a square, moved by some pixels. */
  put(square: number, look: Look, dx?: number, dy?: number): void;
  /** Arms from the middle to the sides in `sides`: bit 0 up, 1 right, 2 down, 3 left. */
  pipe(square: number, sides: number, colour: number): void;
}

export function createEasel(layout: Layout, theme: Theme): Easel {
  const { cell } = layout;
  const picture = createPicture(theme.background);
  const cornerX = (square: number) => layout.x + (columnOf(square) - layout.left) * cell;
  const cornerY = (square: number) => layout.y + (rowOf(square) - layout.top) * cell;

  return {
    theme,
    picture,
    tile: (square, colour) => fill(picture, cornerX(square), cornerY(square), cell, cell, colour),
    chip: (square, colour) =>
      fill(picture, cornerX(square), cornerY(square), cell - 1, cell - 1, colour),
    put(square, { shape, colour }, dx = 0, dy = 0) {
      const [left, top] = [cornerX(square) + dx, cornerY(square) + dy];
      for (let y = 0; y < cell; y += 1) {
        for (let x = 0; x < cell; x += 1) {
          if (SHAPES[shape](x, y, cell)) picture.cells[(top + y) * SIDE + left + x] = colour;
        }
      }
    },
    pipe(square, sides, colour) {
      const [left, top] = [cornerX(square), cornerY(square)];
      const from = (cell - 1) >> 1;
      const width = cell % 2 === 0 ? 2 : 1;
      fill(picture, left + from, top + from, width, width, colour);
      if (sides & 1) fill(picture, left + from, top, width, from, colour);
      if (sides & 2) fill(picture, left + from, top + from, cell - from, width, colour);
      if (sides & 4) fill(picture, left + from, top + from, width, cell - from, colour);
      if (sides & 8) fill(picture, left, top + from, from, width, colour);
    },
  };
}
