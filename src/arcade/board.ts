import type { ActionId } from "../game/action.ts";
import type { Grid } from "../game/frame.ts";
import { createPicture, fill, SIDE, stamp } from "./picture.ts";

/** A level's map, one character per square, row by row. A square is named by its index. */
export interface Board {
  readonly width: number;
  readonly height: number;
  readonly squares: string;
}

/** A square's side in pixels: a board holds up to 12 × 12 of them. */
const BLOCK = 5;

/** Reads a map of equally long lines, walled all round with `#` so that no step leaves it. */
export function readBoard(map: string): Board {
  const rows = map.trim().split("\n");
  const width = rows[0]!.length;
  const walled = rows.every((row, y) =>
    y === 0 || y === rows.length - 1 ? /^#+$/.test(row) : /^#.*#$/.test(row),
  );
  if (!walled || rows.some((row) => row.length !== width) || Math.max(width, rows.length) > 12) {
    throw new Error(`Not a map of at most 12 by 12 squares with a wall all round:\n${map}`);
  }
  return { width, height: rows.length, squares: rows.join("") };
}

/** The indices of all squares that hold `mark`, in order. */
export function findSquares(board: Board, mark: string): readonly number[] {
  return [...board.squares].flatMap((square, at) => (square === mark ? [at] : []));
}

/** The square one step from `at` by ACTION1–4 (up, down, left, right); undefined for other actions. */
export function nextSquare(board: Board, at: number, action: ActionId): number | undefined {
  switch (action) {
    case 1:
      return at - board.width;
    case 2:
      return at + board.width;
    case 3:
      return at - 1;
    case 4:
      return at + 1;
    default:
      return undefined;
  }
}

/** Draws every square as a block of its colour, the board in the middle of a dark picture. */
export function drawBoard(board: Board, colourOf: (square: string, at: number) => number): Grid {
  const picture = createPicture(4);
  for (let at = 0; at < board.squares.length; at += 1) {
    const { x, y } = cornerOf(board, at);
    fill(picture, x, y, BLOCK, BLOCK, colourOf(board.squares[at]!, at));
  }
  return picture;
}

/** Draws a figure of 5 × 5 pixels on a square. */
export function drawOn(
  picture: Grid,
  board: Board,
  at: number,
  art: readonly string[],
  colour: number,
): void {
  const { x, y } = cornerOf(board, at);
  stamp(picture, x, y, art, colour);
}

function cornerOf(board: Board, at: number): { x: number; y: number } {
  return {
    x: ((SIDE - board.width * BLOCK) >> 1) + (at % board.width) * BLOCK,
    y: ((SIDE - board.height * BLOCK) >> 1) + Math.floor(at / board.width) * BLOCK,
  };
}
