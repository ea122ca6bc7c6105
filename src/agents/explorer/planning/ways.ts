import { type KeyDisplacement, sweep } from "../model/moves/move-graph.ts";
import type { Passability } from "../model/moves/passability.ts";
import { type Reachable, type ReachableSpots, STAY } from "../model/moves/reachable-spots.ts";
import { cellsOf, displaced, type Spot, spotCode } from "../perception/sprite.ts";
import type { Target, Targets } from "../perception/targets.ts";
import type { View } from "../perception/view.ts";
import type { Avatar } from "../tracking/avatar.ts";

/** A way to touch a target: a reachable spot, and a key from there. */
export interface Way {
  readonly from: Reachable;
  readonly key: number;
  /** The distance of the avatar's end from the target's middle, in half cells. */
  readonly off: number;
  /** Whether the last step will probably be stopped. */
  readonly isBump: boolean;
}

/** Of larger targets any part is as good as the middle. */
const LARGE_AREA = 60;

/**
 * The ways to touch each target, the best first: one for each key that can end it; those that end nearest
 * to its middle first, then the shortest.
 */
export function findWays(
  { list, at }: Targets,
  scene: { readonly view: View; readonly avatar: Avatar; readonly passability: Passability },
  reachable: ReachableSpots,
  displacements: readonly KeyDisplacement[],
): ReadonlyMap<Target, readonly Way[]> {
  const { view, avatar, passability } = scene;
  const { width, height } = avatar.sprite;
  const hits = new Map<number, ReadonlySet<number>>();
  /** The targets that the avatar touches at a spot. */
  const hitsAt = (spot: Spot): ReadonlySet<number> => {
    const code = spotCode(spot);
    const known = hits.get(code);
    if (known) return known;
    const found = new Set<number>();
    for (const cell of cellsOf(view, avatar.sprite, spot)) {
      for (const index of at[cell] ?? []) found.add(index);
    }
    hits.set(code, found);
    return found;
  };

  const ways = new Map<Target, Way[]>();
  const consider = (from: Reachable, displacement: KeyDisplacement) => {
    const next = displaced(from.spot, displacement);
    const hit = hitsAt(next);
    if (hit.size === 0) return;
    const isBump =
      !reachable.has(spotCode(next)) ||
      !passability.isOpen(sweep(view, avatar, from.spot, displacement));
    if (from.unsafe?.has(isBump ? STAY : displacement.key)) return;
    for (const index of hit) {
      const target = list[index] as Target;
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
      const place = known.findIndex(({ key }) => key === displacement.key);
      const way = { from, key: displacement.key, off, isBump };
      if (place < 0) known.push(way);
      else if (off < (known[place] as Way).off) known[place] = way;
    }
  };
  for (const from of reachable.values())
    for (const displacement of displacements) consider(from, displacement);
  // In a space–time search the spot before need not be the one first found under its code.
  for (const { from, key } of reachable.values()) {
    if (!from || reachable.get(spotCode(from.spot)) === from) continue;
    for (const displacement of displacements)
      if (displacement.key === key) consider(from, displacement);
  }
  for (const known of ways.values()) known.sort(betterFirst);
  return ways;
}

const betterFirst = (a: Way, b: Way): number =>
  Number(a.isBump) - Number(b.isBump) || a.off - b.off || a.from.distance - b.from.distance;
