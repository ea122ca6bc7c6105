import type { Board } from "../../perception/board.ts";
import type { Panel } from "../../perception/panel.ts";
import type { Rule } from "./hypothesis.ts";

/** Tiles that change places: each takes what the one before it in the tile cycle showed. */
export type TileCycle = readonly number[];
/** A move of some rings at once. */
export type Move = readonly TileCycle[];

/** Larger panels have too many rectangles to list; what moves along one is found by tracing it. */
const MAX_TILES = 64;
/** In larger panels only neighbours are taken to swap. */
const MAX_FAR_SWAPS = 16;

/** Stands for a tile that is missing. */
const HOLE = -1;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** The moves that games are made of, within one panel, the more usual first. */
export function listMoves(board: Board, index: number): Move[] {
  const { rows, columns } = board.panels[index] as Panel;
  const isLarge = rows * columns > MAX_TILES;
  const at = (row: number, column: number) => board.tileAt(index, row, column) ?? HOLE;
  const row = (r: number): TileCycle => range(0, columns - 1).map((c) => at(r, c));
  const column = (c: number): TileCycle => range(0, rows - 1).map((r) => at(r, c));
  const rowRings = range(0, rows - 1).map(row);
  const columnRings = range(0, columns - 1).map(column);
  const moves: Move[] = [];
  const addBothWays = (rings: Move) => {
    moves.push(
      rings,
      rings.map((tileCycle) => [...tileCycle].reverse()),
    );
  };
  const flip = (line: TileCycle): Move =>
    line.slice(0, line.length >> 1).map((tile, at) => [tile, line[line.length - 1 - at] as number]);

  const isWhole = (line: TileCycle) => line.length > 1 && !line.includes(HOLE);
  const lines = [...rowRings, ...columnRings].filter(isWhole);
  for (const line of lines) addBothWays([line]);
  for (let top = 0; top < rows && !isLarge; top++) {
    for (let bottom = top + 1; bottom < rows; bottom++) {
      for (let left = 0; left < columns; left++) {
        for (let right = left + 1; right < columns; right++) {
          addBothWays([
            [
              ...range(left, right).map((c) => at(top, c)),
              ...range(top + 1, bottom).map((r) => at(r, right)),
              ...range(left, right - 1)
                .reverse()
                .map((c) => at(bottom, c)),
              ...range(top + 1, bottom - 1)
                .reverse()
                .map((r) => at(r, left)),
            ],
          ]);
        }
      }
    }
  }
  for (const line of lines) moves.push(flip(line));
  for (const rings of [rowRings, columnRings]) {
    if (rings.length < 2) continue;
    addBothWays(rings);
    moves.push(rings.flatMap(flip));
  }
  const tiles = rowRings.flat().filter((tile) => tile !== HOLE);
  for (const [a, one] of tiles.entries()) {
    for (const other of tiles.slice(a + 1)) {
      const [p, q] = [board.tiles[one], board.tiles[other]];
      const isNear = p && q && Math.abs(p.row - q.row) + Math.abs(p.column - q.column) === 1;
      if (isNear || tiles.length <= MAX_FAR_SWAPS) moves.push([[one, other]]);
    }
  }
  return moves.filter(
    (move) => move.length > 0 && move.every((tileCycle) => !tileCycle.includes(HOLE)),
  );
}

/** The rule by which a spot makes a move. */
export const moveRule = (spot: number, move: Move): Rule => ({
  predict(panelState, pressed) {
    if (pressed !== spot) return undefined;
    const values = [...panelState.values];
    for (const tileCycle of move) {
      for (const [at, tile] of tileCycle.entries()) {
        values[tile] = panelState.values[tileCycle.at(at - 1) as number] as number;
      }
    }
    return { ...panelState, values };
  },
});
