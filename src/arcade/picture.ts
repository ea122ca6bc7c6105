import type { Grid } from "../game/frame.ts";

/** The side of every arcade picture, in pixels. */
export const SIDE = 64;

/** A picture all of one colour, to be drawn on before it is handed out. */
export function createPicture(colour: number): Grid {
  return { width: SIDE, height: SIDE, cells: new Uint8Array(SIDE * SIDE).fill(colour) };
}

/** Paints a rectangle; it must lie inside the picture. */
export function fill(
  picture: Grid,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: number,
): void {
  for (let row = y; row < y + height; row += 1) {
    picture.cells.fill(colour, row * SIDE + x, row * SIDE + x + width);
  }
}

/** Paints the `#` pixels of a drawing whose upper left corner is at `x`, `y`; the others stay. */
export function stamp(
  picture: Grid,
  x: number,
  y: number,
  art: readonly string[],
  colour: number,
): void {
  for (const [row, line] of art.entries()) {
    for (let column = 0; column < line.length; column += 1) {
      if (line[column] === "#") picture.cells[(y + row) * SIDE + x + column] = colour;
    }
  }
}

/** Draws what is left of a move budget: a bar two pixels thick along the whole bottom edge. */
export function drawBudget(picture: Grid, left: number, total: number): void {
  fill(picture, 0, SIDE - 2, SIDE, 2, 3);
  fill(picture, 0, SIDE - 2, Math.ceil((left / total) * SIDE), 2, 10);
}

/** Draws lives as a row of equal pips along the top edge; the lost ones are grey. */
export function drawLives(picture: Grid, left: number, total: number): void {
  for (let life = 0; life < total; life += 1) {
    fill(picture, 2 + life * 4, 1, 2, 2, life < left ? 8 : 3);
  }
}
