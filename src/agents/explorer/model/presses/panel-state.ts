import type { Board } from "../../perception/board.ts";
import type { Panel } from "../../perception/panel.ts";
import { readPipeSides } from "../../perception/pipe-sides.ts";
import type { View } from "../../perception/view.ts";

/** The abstract state of a board: what its tiles show, and what is selected. */
export interface PanelState {
  /**
   * For each tile the colour of most cells at its edge: highlights cover its middle, cursors its corners. For
   * a tile of pipes the sides that these lead to (`pipe-sides`).
   */
  readonly values: readonly number[];
  /** For each panel the tile that was pressed last, as its index; -1 for none. */
  readonly selected: readonly number[];
  /** The one tile that is highlighted: it shows something besides its value. -1 for none, or several. */
  readonly highlighted: number;
}

/** One press and its outcome. */
export interface Sample {
  readonly before: PanelState;
  readonly pressable: number;
  readonly after: PanelState;
}

/** Reads a panel state off a view of the board, but for the cells that are covered. */
export function readPanelState(
  view: View,
  { tiles, panels }: Board,
  selected: readonly number[],
  covered: ReadonlySet<number>,
): PanelState {
  const { cells, width: stride } = view;
  const counts = new Uint16Array(32);
  const values: number[] = [];
  const uneven: number[] = [];
  for (const [index, tile] of tiles.entries()) {
    const { left, top, right, bottom } = tile;
    const { pipes } = panels[tile.panel] as Panel;
    if (pipes) {
      values.push(readPipeSides(view, tile, pipes.ground, covered));
      continue;
    }
    counts.fill(0);
    let most = -1;
    let first = -1;
    let isPlain = true;
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const at = y * stride + x;
        if (covered.has(at)) continue;
        const colour = cells[at] as number;
        if (first < 0) first = colour;
        else if (colour !== first) isPlain = false;
        if (y !== top && y !== bottom && x !== left && x !== right) continue;
        counts[colour] = (counts[colour] as number) + 1;
        if (most < 0 || (counts[colour] as number) > (counts[most] as number)) most = colour;
      }
    }
    values.push(most < 0 ? first : most);
    if (!isPlain) uneven.push(index);
  }
  return { values, selected, highlighted: uneven.length === 1 ? (uneven[0] as number) : -1 };
}

/** The values of a panel's tiles, in reading order. */
export const valuesIn = ({ values }: PanelState, { tilesIn }: Board, panel: number): number[] =>
  tilesIn(panel).map((tile) => values[tile] as number);

/** The tiles whose value changed. */
export const changedTiles = ({ before, after }: Sample): number[] =>
  before.values.flatMap((value, tile) => (value === after.values[tile] ? [] : [tile]));

/** Whether a press changed a value, or which tile is highlighted. */
export const showsEffect = (before: PanelState, after: PanelState): boolean =>
  before.highlighted !== after.highlighted ||
  before.values.some((value, at) => value !== after.values[at]);

/** The selection after a press. */
export function select(
  { tiles }: Board,
  selected: readonly number[],
  pressable: number,
): readonly number[] {
  const tile = tiles[pressable];
  return tile
    ? selected.map((other, panel) => (panel === tile.panel ? pressable : other))
    : selected;
}
