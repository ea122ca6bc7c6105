import type { Board } from "../../perception/board.ts";
import type { Panel } from "../../perception/panel.ts";
import type { Hypothesis } from "./hypothesis.ts";

/** A cycle of a permutation of tiles: each takes the value of the one before it. */
export type TileCycle = readonly number[];

/** Larger panels have too many rectangles to list; what moves along one is found by tracing it. */
const MAX_TILES = 64;

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);
/** All parts of a line of so many tiles that are longer than one. */
const spans = (count: number): (readonly [from: number, to: number])[] =>
  range(0, count - 1).flatMap((from) =>
    range(from + 1, count - 1).map((to) => [from, to] as const),
  );

/** The cycles that games are made of, within one panel: along rows and columns, then around rectangles, both ways. */
export function listTileCycles(board: Board, index: number): TileCycle[] {
  const { rows, columns } = board.panels[index] as Panel;
  /** The tiles around a rectangle; undefined in the place of holes. */
  const ring = (top: number, bottom: number, left: number, right: number) => [
    ...range(left, right).map((column) => board.tileAt(index, top, column)),
    ...range(top + 1, bottom).map((row) => board.tileAt(index, row, right)),
    ...range(left, bottom > top ? right - 1 : -1)
      .reverse()
      .map((column) => board.tileAt(index, bottom, column)),
    ...range(top + 1, right > left ? bottom - 1 : -1)
      .reverse()
      .map((row) => board.tileAt(index, row, left)),
  ];
  const isLarge = rows * columns > MAX_TILES;
  return [
    ...range(0, rows - 1).map((row) => ring(row, row, 0, columns - 1)),
    ...range(0, columns - 1).map((column) => ring(0, rows - 1, column, column)),
    ...spans(isLarge ? 0 : rows).flatMap(([top, bottom]) =>
      spans(columns).map(([left, right]) => ring(top, bottom, left, right)),
    ),
  ].flatMap((line) => {
    const tileCycle = line.filter((tile) => tile !== undefined);
    const isWhole = tileCycle.length === line.length && line.length > 1;
    return isWhole ? [tileCycle, tileCycle.toReversed()] : [];
  });
}

/** The hypothesis that a press moves the values on along this cycle. */
export const cycleHypothesis = (pressable: number, tileCycle: TileCycle): Hypothesis => ({
  predict(panelState, pressed) {
    if (pressed !== pressable) return undefined;
    const values = [...panelState.values];
    for (const [at, tile] of tileCycle.entries()) {
      values[tile] = panelState.values[tileCycle.at(at - 1) as number] as number;
    }
    return { ...panelState, values };
  },
});
