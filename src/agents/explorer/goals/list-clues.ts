import type { Board } from "../perception/board.ts";
import { type Panel, tilesOf } from "../perception/panel.ts";
import { readPattern } from "../perception/pattern.ts";
import type { View } from "../perception/view.ts";
import type { PanelGoal } from "./panel-goal.ts";

/** A place in a panel that shows a small picture of its neighbourhood. */
interface Clue {
  /** The colour in the middle of the picture. */
  readonly middle: number;
  /** For each tile around it the colour of the picture in its place. */
  readonly around: readonly (readonly [tile: number, shown: number])[];
}

/** The sides of the picture, in squares. */
const SIDE = 3;

function findClues(index: number, view: View, board: Board): Clue[] {
  const panel = board.panels[index] as Panel;
  const pictures = new Map<number, readonly number[]>();
  // With few of its boxes seen a panel has holes where the pictures are.
  for (const [at, place] of tilesOf({ ...panel, holes: new Set() }).entries()) {
    const squares = readPattern(view, place, SIDE, SIDE)?.flat();
    if (squares && new Set(squares).size > 1) pictures.set(at, squares);
  }
  return [...pictures].map(([at, squares]) => {
    const [row, column] = [Math.floor(at / panel.columns), at % panel.columns];
    const around = squares.flatMap((shown, square) => {
      const y = row + Math.floor(square / SIDE) - 1;
      const x = column + (square % SIDE) - 1;
      const tile = board.tileAt(index, y, x);
      return tile === undefined || pictures.has(y * panel.columns + x)
        ? []
        : [[tile, shown] as const];
    });
    return { middle: squares[SIDE + 1] as number, around };
  });
}

/**
 * The goals that clues may set, one for each colour they show (the sign): a tile around a clue has the colour
 * of the clue's middle where the clue shows the sign, and another colour elsewhere.
 */
export function listClueGoals(index: number, view: View, board: Board): PanelGoal[] {
  const clues = findClues(index, view, board);
  const shown = new Set(clues.flatMap(({ around }) => around.map(([, colour]) => colour)));
  return [...shown].map((sign) => {
    // A clue without the sign is a picture of something else.
    const signed = clues.filter(({ around }) => around.some(([, colour]) => colour === sign));
    return {
      panel: index,
      kind: `as shown by ${sign}`,
      id: `${index} as shown by ${sign}`,
      priorCost: 0.5,
      cost: (values) =>
        signed.reduce((sum, { middle, around }) => {
          const isWrong = ([tile, colour]: readonly [number, number]) =>
            (values[tile] === middle) !== (colour === sign);
          return sum + around.filter(isWrong).length;
        }, 0),
    };
  });
}
