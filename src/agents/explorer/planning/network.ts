import type { Borders } from "../perception/borders.ts";
import { hasPipes, isOpen, opposite, SIDES } from "../perception/pipe-sides.ts";

/** Whether all tiles that show pipes are joined by them. */
export function isOneNetwork(values: readonly number[], { beside }: Borders): boolean {
  const tiles = values.flatMap((value, tile) => (hasPipes(value) ? [tile] : []));
  const joined = new Set(tiles.slice(0, 1));
  for (const tile of joined) {
    for (const side of SIDES.keys()) {
      const other = beside(tile, side);
      if (other === undefined || !isOpen(values[tile] as number, side)) continue;
      if (isOpen(values[other] as number, opposite(side))) joined.add(other);
    }
  }
  return tiles.length === joined.size;
}
