import type { Exhibit } from "./exhibit.ts";
import type { Panel } from "./panel.ts";

/**
 * The colours of what frames some of a panel's tiles, in the gaps beside them, where these are colours
 * of its tiles; undefined where there is no such, or around more than half of them.
 */
export function readMarks(
  index: number,
  { view, board, colours }: Exhibit,
): ReadonlyMap<number, number> | undefined {
  const { width: stride, height: end, cells } = view;
  const { width, height, pitchX, pitchY } = board.panels[index] as Panel;
  const reach = Math.max(1, Math.min(pitchX - width, pitchY - height));
  const marks = new Map<number, number>();
  let count = 0;
  for (const [at, tile] of board.tiles.entries()) {
    if (tile.panel !== index) continue;
    count += 1;
    const counts = new Map<number, number>();
    const sides = new Map<number, Set<string>>();
    for (let y = tile.top - reach; y < tile.top + height + reach; y++) {
      for (let x = tile.left - reach; x < tile.left + width + reach; x++) {
        const across = x < tile.left ? "left" : x >= tile.left + width ? "right" : "";
        const down = y < tile.top ? "above" : y >= tile.top + height ? "below" : "";
        if (!(across || down) || x < 0 || y < 0 || x >= stride || y >= end) continue;
        const colour = cells[y * stride + x] as number;
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
        sides.set(colour, (sides.get(colour) ?? new Set()).add(across).add(down));
      }
    }
    const ground = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
    for (const [colour, found] of sides) {
      found.delete("");
      if (colour !== ground && colours.has(colour) && found.size === 4) marks.set(at, colour);
    }
  }
  return marks.size > 0 && 2 * marks.size <= count ? marks : undefined;
}
