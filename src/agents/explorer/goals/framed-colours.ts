import type { Tile } from "../perception/board.ts";
import type { Panel } from "../perception/panel.ts";
import type { GoalContext } from "./goal-context.ts";

/**
 * The colours of the frames around some of a panel's tiles, by tile. A frame lies in the gaps on all four
 * sides and has a colour of the panel's tiles. Undefined for none, or where more than half are framed.
 */
export function readFramedColours(
  index: number,
  { view, board, colours }: GoalContext,
): ReadonlyMap<number, number> | undefined {
  const own = board.tilesIn(index);
  const reach = gapOf(board.panels[index] as Panel);
  const { width: stride, height: end, cells } = view;
  const counts = new Map<number, number>();
  /** On which sides of a tile each colour lies. */
  const surroundings = own.map((at) => {
    const { left, top, right, bottom } = board.tiles[at] as Tile;
    const sides = new Map<number, Set<string>>();
    for (let y = top - reach; y <= bottom + reach; y++) {
      for (let x = left - reach; x <= right + reach; x++) {
        const across = x < left ? "left" : x > right ? "right" : "";
        const down = y < top ? "above" : y > bottom ? "below" : "";
        if (!(across || down) || x < 0 || y < 0 || x >= stride || y >= end) continue;
        const colour = cells[y * stride + x] as number;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
        const found = sides.get(colour) ?? new Set();
        sides.set(colour, found);
        if (across) found.add(across);
        if (down) found.add(down);
      }
    }
    return sides;
  });
  const ground = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
  const frames = new Map<number, number>();
  for (const [at, sides] of surroundings.entries()) {
    for (const [colour, { size }] of sides) {
      if (colour === ground || !colours.has(colour) || size < 4) continue;
      frames.set(own[at] as number, colour);
    }
  }
  return frames.size > 0 && 2 * frames.size <= own.length ? frames : undefined;
}

function gapOf({ rows, columns, width, height, pitchX, pitchY }: Panel): number {
  const across = columns > 1 ? pitchX - width : Number.POSITIVE_INFINITY;
  const down = rows > 1 ? pitchY - height : Number.POSITIVE_INFINITY;
  return Math.min(across, down);
}
