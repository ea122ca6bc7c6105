import type { Board } from "./board.ts";
import type { Model } from "./model.ts";
import type { Situation } from "./situation.ts";

/** Presses of one spot to find out what it does. */
const MAX_PRESSES = 3;
/** Spots pressed in vain before it is given up that any does something. */
const MAX_VAIN = 16;
/** Fewer tiles are no puzzle. */
const LEAST_TILES = 4;

/**
 * The spot to press next, to find out what it does; undefined where it is not worth it. In a panel of
 * which nothing is known some tile; then the panels' other tiles, the small panels first, which may hold
 * buttons, and what lies beside them. After a press that did nothing, a tile of the largest panel: what
 * was pressed may be what is now put there.
 */
export function nextProbe(board: Board, model: Model, situation: Situation): number | undefined {
  const { panels, tiles, spots } = board;
  if (!panels.some(({ rows, columns }) => rows * columns >= LEAST_TILES)) return undefined;
  const pressed = spots.filter((_, spot) => model.presses(spot) > 0).length;
  if (model.changing.size === 0 && pressed >= MAX_VAIN) return undefined;

  const isOpen = (spot: number) => model.presses(spot) === 0 && !model.explains(spot);
  const tilesOf = (panel: number) =>
    tiles.flatMap((tile, at) => (tile.panel === panel ? [at] : []));

  const isUntouched = (panel: number) => tilesOf(panel).every((tile) => model.presses(tile) === 0);
  const fresh = panels.findIndex((_, panel) => isUntouched(panel));
  const largest = panels.findIndex((_, panel) =>
    tilesOf(panel).every((tile) => !model.explains(tile) || true),
  );
  void largest;

  // What was pressed last in another panel may be what a tile now takes.
  const main = 0;
  const isMainKnown = tilesOf(main).some((tile) => changes(tile, model, situation));
  if (!isMainKnown) {
    const candidates = tilesOf(main).filter((tile) => model.presses(tile) < MAX_PRESSES);
    const holding = panels.some(
      (_, panel) => panel !== main && (situation.held[panel] as number) >= 0,
    );
    const marked = situation.marked >= 0 && tiles[situation.marked]?.panel === main;
    if (marked) {
      const other = candidates.find(
        (tile) => situation.values[tile] !== situation.values[situation.marked],
      );
      if (other !== undefined) return other;
    }
    const tries = candidates.find((tile) => model.presses(tile) < 1 + Number(holding));
    if (holding && tries !== undefined && model.presses(tries) < 2) {
      const triesSoFar = tilesOf(main).reduce((sum, tile) => sum + model.presses(tile), 0);
      if (triesSoFar < 4) return tries;
    }
  }
  if (fresh >= 0) return tilesOf(fresh)[0];
  const smallFirst = spots
    .map((_, spot) => spot)
    .filter(isOpen)
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  function sizeOf(spot: number): number {
    const panel = panels[tiles[spot]?.panel ?? -1];
    return panel ? panel.rows * panel.columns : 50;
  }
  return smallFirst[0];
}

const changes = (tile: number, model: Model, situation: Situation): boolean => {
  const after = model.predict(situation, tile);
  return after !== undefined && after.values !== situation.values;
};
