import type { Terrain } from "../model/moves/passability.ts";
import { type KeyShift, type Reachable, STAY, sweep } from "../model/moves/reach.ts";
import { cellsOf, type Spot, shifted, spotCode } from "../perception/sprite.ts";
import type { Target, Targets } from "../perception/targets.ts";
import type { View } from "../perception/view.ts";
import type { Mover } from "../tracking/avatar.ts";

/** A way to touch something: where from, and by which key. */
export interface Way {
  readonly from: Reachable;
  readonly key: number;
  /** How far from the target's middle the mover ends, in half cells. */
  readonly off: number;
  /** Whether the last step will probably be stopped. */
  readonly isBump: boolean;
}

/** Of larger things any part is as good as their middle. */
const LARGE_AREA = 60;

/**
 * The ways to touch each target, the best first: one for each key that can end it; those that end nearest
 * to its middle first, then the shortest.
 */
export function findWays(
  { targets, at }: Targets,
  ground: { readonly view: View; readonly mover: Mover; readonly terrain: Terrain },
  reach: ReadonlyMap<number, Reachable>,
  shifts: readonly KeyShift[],
): ReadonlyMap<Target, readonly Way[]> {
  const { view, mover, terrain } = ground;
  const { width, height } = mover.sprite;
  const hits = new Map<number, ReadonlySet<number>>();
  /** The targets that the mover touches at a spot. */
  const hitsAt = (spot: Spot): ReadonlySet<number> => {
    const code = spotCode(spot);
    const known = hits.get(code);
    if (known) return known;
    const found = new Set<number>();
    for (const cell of cellsOf(view, mover.sprite, spot)) {
      for (const index of at[cell] ?? []) found.add(index);
    }
    hits.set(code, found);
    return found;
  };

  const ways = new Map<Target, Way[]>();
  const consider = (from: Reachable, shift: KeyShift) => {
    const next = shifted(from.spot, shift);
    const hit = hitsAt(next);
    if (hit.size === 0) return;
    const isBump =
      !reach.has(spotCode(next)) || !terrain.isOpen(sweep(view, mover, from.spot, shift));
    if (from.unsafe?.has(isBump ? STAY : shift.key)) return;
    for (const index of hit) {
      const target = targets[index] as Target;
      const { left, right, top, bottom, area } = target.component;
      const isLarge = area > LARGE_AREA;
      if (isLarge && hitsAt(from.spot).has(index)) continue;
      const off =
        isBump || isLarge
          ? 0
          : Math.abs(2 * next.x + width - 1 - left - right) +
            Math.abs(2 * next.y + height - 1 - top - bottom);
      const known = ways.get(target) ?? [];
      ways.set(target, known);
      const place = known.findIndex(({ key }) => key === shift.key);
      const way = { from, key: shift.key, off, isBump };
      if (place < 0) known.push(way);
      else if (off < (known[place] as Way).off) known[place] = way;
    }
  };
  for (const from of reach.values()) for (const shift of shifts) consider(from, shift);
  // Where perils move, the step by which a spot is first reached need not start from where another ends.
  for (const { from, key } of reach.values()) {
    if (!from || reach.get(spotCode(from.spot)) === from) continue;
    for (const shift of shifts) if (shift.key === key) consider(from, shift);
  }
  for (const known of ways.values()) known.sort(betterFirst);
  return ways;
}

const betterFirst = (a: Way, b: Way): number =>
  Number(a.isBump) - Number(b.isBump) || a.off - b.off || a.from.distance - b.from.distance;
