import type { Board } from "../../perception/board.ts";
import type { Panel } from "../../perception/panel.ts";
import type { Hypothesis } from "./hypothesis.ts";

/** A cycle of a permutation of tiles: each takes the value of the one before it. */
export type TileCycle = readonly number[];
/** Disjoint cycles of a permutation of tiles, all at once. */
export type TilePermutation = readonly TileCycle[];

/** Larger panels have too many rectangles to list; what moves along one is found by tracing it. */
const MAX_TILES = 64;
/** In larger panels only neighbours are taken to swap. */
const MAX_FAR_SWAPS = 16;

/** Stands for a tile that is missing. */
const HOLE = -1;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** The permutations that games are made of, within one panel, the more usual first. */
export function listPermutations(board: Board, index: number): TilePermutation[] {
  const { rows, columns } = board.panels[index] as Panel;
  const isLarge = rows * columns > MAX_TILES;
  const at = (row: number, column: number) => board.tileAt(index, row, column) ?? HOLE;
  const row = (r: number): TileCycle => range(0, columns - 1).map((c) => at(r, c));
  const column = (c: number): TileCycle => range(0, rows - 1).map((r) => at(r, c));
  const rowCycles = range(0, rows - 1).map(row);
  const columnCycles = range(0, columns - 1).map(column);
  const permutations: TilePermutation[] = [];
  const addBothWays = (cycles: TilePermutation) => {
    permutations.push(
      cycles,
      cycles.map((tileCycle) => [...tileCycle].reverse()),
    );
  };
  const flip = (line: TileCycle): TilePermutation =>
    line.slice(0, line.length >> 1).map((tile, at) => [tile, line[line.length - 1 - at] as number]);

  const isWhole = (line: TileCycle) => line.length > 1 && !line.includes(HOLE);
  const lines = [...rowCycles, ...columnCycles].filter(isWhole);
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
  for (const line of lines) permutations.push(flip(line));
  for (const cycles of [rowCycles, columnCycles]) {
    if (cycles.length < 2) continue;
    addBothWays(cycles);
    permutations.push(cycles.flatMap(flip));
  }
  const tiles = rowCycles.flat().filter((tile) => tile !== HOLE);
  for (const [a, one] of tiles.entries()) {
    for (const other of tiles.slice(a + 1)) {
      const [p, q] = [board.tiles[one], board.tiles[other]];
      const isNear = p && q && Math.abs(p.row - q.row) + Math.abs(p.column - q.column) === 1;
      if (isNear || tiles.length <= MAX_FAR_SWAPS) permutations.push([[one, other]]);
    }
  }
  return permutations.filter(
    (permutation) =>
      permutation.length > 0 && permutation.every((tileCycle) => !tileCycle.includes(HOLE)),
  );
}

/** The hypothesis that a press applies this permutation. */
export const permutationHypothesis = (
  pressable: number,
  permutation: TilePermutation,
): Hypothesis => ({
  predict(panelState, pressed) {
    if (pressed !== pressable) return undefined;
    const values = [...panelState.values];
    for (const tileCycle of permutation) {
      for (const [at, tile] of tileCycle.entries()) {
        values[tile] = panelState.values[tileCycle.at(at - 1) as number] as number;
      }
    }
    return { ...panelState, values };
  },
});
