import type { Board, Tile } from "../../perception/board.ts";
import type { TileCycle } from "./cycle-hypothesis.ts";
import { changedTiles, type Sample } from "./panel-state.ts";

/** Steps of the search for a tile cycle. */
const MAX_STEPS = 4_000;
/** Within a panel a tile takes what one of so many nearest tiles showed. */
const NEIGHBOURS = 8;

/**
 * Finds the cycle of a permutation: a path of any form through neighbouring tiles along which all samples
 * moved the values by one; it may lead from one panel to the next. Undefined where none was found in time.
 * Depth-first search, straight on before turning.
 */
export function traceTileCycle(
  { tiles, tilesIn }: Board,
  samples: readonly Sample[],
): TileCycle | undefined {
  const changed = [...new Set(samples.flatMap(changedTiles))];
  const [first] = changed;
  if (first === undefined) return undefined;
  const panels = new Set(changed.map((tile) => (tiles[tile] as Tile).panel));
  const own = [...panels].flatMap(tilesIn);
  const reach = panels.size > 1 ? own.length : NEIGHBOURS;
  const takes = (tile: number, from: number) =>
    samples.every(({ before, after }) => after.values[tile] === before.values[from]);
  const sources = new Map<number, readonly number[]>();
  const sourcesOf = (tile: number): readonly number[] => {
    const known = sources.get(tile);
    if (known) return known;
    const near = own
      .filter((other) => other !== tile)
      .sort((a, b) => distance(tiles, tile, a) - distance(tiles, tile, b))
      .slice(0, reach)
      .filter((other) => takes(tile, other));
    sources.set(tile, near);
    return near;
  };

  // From each tile to the one it takes from: the tile cycle backwards.
  const path = [first];
  const on = new Set(path);
  let steps = 0;
  const trace = (): boolean => {
    const last = path[path.length - 1] as number;
    const straight = (other: number) => turnOf(tiles, path[path.length - 2], last, other);
    const nexts = [...sourcesOf(last)].sort((a, b) => straight(a) - straight(b));
    for (const next of nexts) {
      steps += 1;
      if (steps > MAX_STEPS) return false;
      if (next === first && path.length > 2 && changed.every((tile) => on.has(tile))) return true;
      if (on.has(next)) continue;
      path.push(next);
      on.add(next);
      if (trace()) return true;
      path.pop();
      on.delete(next);
    }
    return false;
  };
  return trace() ? path.reverse() : undefined;
}

function distance(tiles: readonly Tile[], one: number, other: number): number {
  const [a, b] = [tiles[one] as Tile, tiles[other] as Tile];
  return (a.left - b.left) ** 2 + (a.top - b.top) ** 2;
}

/** How far a step is and how much it turns away from the one before: the least is likeliest. */
function turnOf(
  tiles: readonly Tile[],
  before: number | undefined,
  at: number,
  next: number,
): number {
  const [a, b] = [tiles[at] as Tile, tiles[next] as Tile];
  const length = distance(tiles, at, next);
  if (before === undefined) return length;
  const past = tiles[before] as Tile;
  const [dx, dy] = [a.left - past.left, a.top - past.top];
  const along = (b.left - a.left) * dx + (b.top - a.top) * dy;
  return length - along / Math.hypot(dx, dy);
}
