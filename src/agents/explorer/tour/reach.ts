import type { Grid } from "../../../game/frame.ts";
import type { Shift } from "../shift-votes.ts";
import type { View } from "../view.ts";
import type { Mover } from "./mover.ts";
import { fitsIn, type Spot } from "./sprite.ts";
import type { SweptMove, Terrain } from "./terrain.ts";

/** A spot that the mover should be able to reach. */
export interface Reachable {
  readonly spot: Spot;
  readonly distance: number;
  readonly from: Reachable | null;
  /** The key that leads here from there; 0 for where it stands. */
  readonly key: number;
}

/** A key and how it moves. */
export interface KeyShift extends Shift {
  readonly key: number;
}

/** Spots looked at in one search. */
const MAX_SPOTS = 4_096;

/** A spot as one number. */
export const spotCode = ({ x, y }: Spot): number => (y + 64) * 256 + x + 64;

/** The colours that a mover at `spot` would newly cover, moved by a shift: of each step of its way. */
export function sweep(
  scene: Grid,
  { sprite }: Pick<Mover, "sprite">,
  spot: Spot,
  { key, dx, dy }: KeyShift,
): SweptMove {
  const colours: number[] = [];
  const own = new Set<number>();
  const put = (x: number, y: number) => (y + 64) * 256 + x + 64;
  for (let i = 0; i < sprite.dx.length; i++) {
    own.add(put(spot.x + (sprite.dx[i] as number), spot.y + (sprite.dy[i] as number)));
  }
  const steps = Math.max(Math.abs(dx), Math.abs(dy));
  for (let step = 1; step <= steps; step++) {
    const left = spot.x + Math.round((dx * step) / steps);
    const top = spot.y + Math.round((dy * step) / steps);
    for (let i = 0; i < sprite.dx.length; i++) {
      const x = left + (sprite.dx[i] as number);
      const y = top + (sprite.dy[i] as number);
      const place = put(x, y);
      if (own.has(place)) continue;
      own.add(place);
      const inside = x >= 0 && y >= 0 && x < scene.width && y < scene.height;
      colours.push(inside ? (scene.cells[y * scene.width + x] as number) : -1);
    }
  }
  return { key, colours };
}

/** Every spot the mover should be able to reach, nearest first, by code; where it stands is the first. */
export function findReach(
  scene: View,
  mover: Mover,
  shifts: readonly KeyShift[],
  terrain: Terrain,
  isBlocked: (spot: Spot, key: number) => boolean,
): Map<number, Reachable> {
  const start: Reachable = { spot: mover.spot, distance: 0, from: null, key: 0 };
  const found = new Map([[spotCode(mover.spot), start]]);
  const queue = [start];
  for (let head = 0; head < queue.length && found.size < MAX_SPOTS; head++) {
    const here = queue[head] as Reachable;
    for (const shift of shifts) {
      const spot = { x: here.spot.x + shift.dx, y: here.spot.y + shift.dy };
      const code = spotCode(spot);
      if (found.has(code) || !fitsIn(scene, mover.sprite, spot)) continue;
      if (isBlocked(here.spot, shift.key)) continue;
      if (!terrain.isOpen(sweep(scene, mover, here.spot, shift))) continue;
      const next: Reachable = { spot, distance: here.distance + 1, from: here, key: shift.key };
      found.set(code, next);
      queue.push(next);
    }
  }
  return found;
}

/** The keys that lead to a spot. */
export function keysTo(reachable: Reachable): number[] {
  const keys: number[] = [];
  for (let at: Reachable | null = reachable; at?.from; at = at.from) keys.push(at.key);
  return keys.reverse();
}
