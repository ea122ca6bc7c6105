import type { View } from "../view.ts";
import type { Mover } from "./mover.ts";
import { type Floor, type Reachable, spotCode } from "./reach.ts";
import { cellsOf, type Spot } from "./sprite.ts";

/** Spots at a moment that are looked at in one search, and how many moves it looks ahead. */
const MAX_NODES = 6_000;
const MAX_MOVES = 120;
/** Moves without a new spot after which there will hardly be one. */
const PATIENCE = 24;

/**
 * Every spot the mover should be able to reach without meeting a thing that moves by itself, by code, with the
 * earliest way there. `perils` tells the cells these will show after so many moves. The mover never
 * stands still, but may go to and fro.
 */
export function findReachInTime(
  scene: View,
  { sprite, spot: start }: Mover,
  floor: Floor,
  perils: (moves: number) => ReadonlySet<number>,
): Map<number, Reachable> {
  const covered = new Map<number, readonly number[]>();
  const meets = (spot: Spot, code: number, cells: ReadonlySet<number>): boolean => {
    if (cells.size === 0) return false;
    const own = covered.get(code) ?? cellsOf(scene, sprite, spot);
    covered.set(code, own);
    return own.some((cell) => cells.has(cell));
  };

  const first: Reachable = { spot: start, distance: 0, from: null, key: 0 };
  const found = new Map([[spotCode(start), first]]);
  let layer: Reachable[] = [first];
  let nodes = 0;
  let idle = 0;
  for (let moves = 1; moves <= MAX_MOVES && layer.length > 0 && idle < PATIENCE; moves++) {
    const now = perils(moves - 1);
    const then = perils(moves);
    const next = new Map<number, Reachable>();
    idle += 1;
    for (const here of layer) {
      const hereCode = spotCode(here.spot);
      for (const { spot, code, key } of floor(here.spot)) {
        if (next.has(code)) continue;
        // One may meet where it goes, or pass through one another.
        if (meets(spot, code, then)) continue;
        if (meets(spot, code, now) && meets(here.spot, hereCode, then)) continue;
        const reached: Reachable = { spot, distance: moves, from: here, key };
        next.set(code, reached);
        if (!found.has(code)) {
          found.set(code, reached);
          idle = 0;
        }
        if (++nodes >= MAX_NODES) return found;
      }
    }
    layer = [...next.values()];
  }
  return found;
}
