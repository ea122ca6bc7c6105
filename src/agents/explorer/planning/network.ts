import type { Borders, Side } from "../perception/borders.ts";
import { hasPipes, isOpen, opposite, SIDES } from "../perception/pipe-sides.ts";

/** The tiles that lines join to a tile, and itself. */
export function joinedTo(
  start: number,
  values: readonly number[],
  { beside }: Borders,
): ReadonlySet<number> {
  const joined = new Set([start]);
  for (const tile of joined) {
    for (const side of SIDES.keys()) {
      const other = beside(tile, side);
      if (other === undefined || !isOpen(values[tile] as number, side)) continue;
      if (isOpen(values[other] as number, opposite(side))) joined.add(other);
    }
  }
  return joined;
}

/** Whether lines lead from one end to the other. */
export const areJoined = (
  from: Side,
  to: Side,
  values: readonly number[],
  borders: Borders,
): boolean =>
  isOpen(values[from.tile] as number, from.side) &&
  isOpen(values[to.tile] as number, to.side) &&
  joinedTo(from.tile, values, borders).has(to.tile);

/** Whether all tiles that show lines are joined. */
export function isOneNetwork(values: readonly number[], borders: Borders): boolean {
  const tiles = values.flatMap((value, tile) => (hasPipes(value) ? [tile] : []));
  const joined = joinedTo(tiles[0] ?? 0, values, borders);
  return tiles.every((tile) => joined.has(tile));
}
