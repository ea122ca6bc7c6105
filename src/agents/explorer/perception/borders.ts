import type { Board, Tile } from "./board.ts";
import type { Panel } from "./panel.ts";
import { SIDES } from "./pipe-sides.ts";
import type { View } from "./view.ts";

/** A side of a tile; tiles are numbered in reading order. */
export interface Side {
  readonly tile: number;
  readonly side: number;
}

/** The adjacency of the tiles of a panel. */
export interface Borders {
  /** The tile beside a tile; undefined at the rim. */
  beside(tile: number, side: number): number | undefined;
  /** The sides at the rim that a thing outside of the panel touches: ends of pipes. */
  readonly ends: readonly Side[];
}

/** Reads the adjacency of the tiles of a panel of pipes, and its ends, off a view. */
export function readBorders(index: number, board: Board, view: View): Borders {
  const own = board.tilesIn(index);
  const panel = board.panels[index] as Panel;
  const at = new Map(own.map((tile, place) => [tile, place]));
  const beside = own.map((tile) => {
    const { row, column } = board.tiles[tile] as Tile;
    return SIDES.map(([dx, dy]) => at.get(board.tileAt(index, row + dy, column + dx) ?? -1));
  });
  const ends = own.flatMap((name, tile) =>
    [...SIDES.keys()]
      .filter((side) => beside[tile]?.[side] === undefined)
      .filter((side) => isTouched(view, board.tiles[name] as Tile, side, panel))
      .map((side) => ({ tile, side })),
  );
  return { beside: (tile, side) => beside[tile]?.[side], ends };
}

/** Whether something of one colour lies before a side of a tile, beyond the gap that pipes may cross. */
function isTouched(view: View, tile: Tile, side: number, panel: Panel): boolean {
  const { cells, width: stride, height: end } = view;
  const { left, top } = tile;
  const { width, height } = panel;
  const [dx, dy] = SIDES[side] as (typeof SIDES)[number];
  const gap = dx === 0 ? panel.pitchY - height : panel.pitchX - width;
  const off = Math.max(gap, 1) + 1;
  const x = left + (width >> 1) + dx * (((width + 1) >> 1) - 1 + off);
  const y = top + (height >> 1) + dy * (((height + 1) >> 1) - 1 + off);
  if (x < 0 || y < 0 || x >= stride || y >= end) return false;
  const colour = cells[y * stride + x];
  const before = (along: number) => cells[(y + along * dx * dx) * stride + x + along * dy * dy];
  return colour !== panel.pipes?.gap && before(-1) === colour && before(1) === colour;
}
