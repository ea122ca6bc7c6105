import type { Floor, SokobanLevel } from "../model/boxes/sokoban-level.ts";
import type { Spot } from "../perception/sprite.ts";

/** No number of pushes leads there. */
export const NEVER = 10_000;

/**
 * How many pushes, were there no other boxes and the avatar wherever it can get, a box of this floor needs
 * from each place to the nearest target; NEVER where it is lost.
 */
export function pushDistances(
  level: SokobanLevel,
  box: number,
  floor: Floor,
  isTarget: (spot: Spot) => boolean,
): Uint16Array {
  const keys = level.keys.length;
  const sources = pushable(level, box, floor);
  const distance = new Uint16Array(floor.spots.length).fill(NEVER);
  const queue: number[] = [];
  for (const [place, spot] of floor.spots.entries()) {
    if (!isTarget(spot)) continue;
    distance[place] = 0;
    queue.push(place);
  }
  const into: number[][] = floor.spots.map(() => []);
  for (let place = 0; place < floor.spots.length; place++) {
    for (let key = 0; key < keys; key++) {
      const to = floor.next[place * keys + key] as number;
      if (to >= 0 && sources[place * keys + key] === 1) into[to]?.push(place);
    }
  }
  for (const place of queue) {
    for (const from of into[place] as number[]) {
      if (distance[from] !== NEVER) continue;
      distance[from] = (distance[place] as number) + 1;
      queue.push(from);
    }
  }
  return distance;
}

/** Whether the avatar could push a box at a place by a key: 1 at `place * keys + key`. */
function pushable(level: SokobanLevel, box: number, floor: Floor): Uint8Array {
  const keys = level.keys.length;
  const found = new Uint8Array(floor.spots.length * keys);
  for (const place of floor.spots.keys()) {
    const met = level.meets(box, place);
    for (const to of met) {
      for (let key = 0; key < keys; key++) {
        const from = level.floor.previous[to * keys + key] as number;
        if (from >= 0 && !met.includes(from)) found[place * keys + key] = 1;
      }
    }
  }
  return found;
}
