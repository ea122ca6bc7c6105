import type { SokobanLevel } from "../model/boxes/sokoban-level.ts";

/** Where the avatar can walk without a push. */
export interface Walk {
  /** Places in the order of their distance, where it stands first. */
  readonly places: readonly number[];
  /** For each place the one before it and the key from there; -1 where it cannot walk. */
  readonly before: Int16Array;
  readonly key: Int16Array;
  readonly distance: Int16Array;
  /** The least of the places: equal from wherever in the same abstract state it starts. */
  readonly least: number;
  /** Moves that come upon a box instead. */
  readonly shoves: readonly Shove[];
}

/** The avatar at a place, about to go on to a box. */
export interface Shove {
  readonly from: number;
  /** Index of the key in the sokoban level's. */
  readonly key: number;
  readonly to: number;
  readonly box: number;
}

const NONE = -1;
const SEVERAL = -2;

/** Walks from a place among boxes at these places. */
export function walkAbout(level: SokobanLevel, start: number, boxes: readonly number[]): Walk {
  const { next, spots } = level.floor;
  const keys = level.keys.length;
  const before = new Int16Array(spots.length).fill(-1);
  const key = new Int16Array(spots.length).fill(-1);
  const distance = new Int16Array(spots.length).fill(-1);
  // The box that the avatar would come upon at each place.
  const taken = new Int8Array(spots.length).fill(NONE);
  for (const [box, place] of boxes.entries()) {
    for (const over of level.meets(box, place)) taken[over] = taken[over] === NONE ? box : SEVERAL;
  }
  const places = [start];
  const shoves: Shove[] = [];
  let least = start;
  distance[start] = 0;
  for (const from of places) {
    for (let index = 0; index < keys; index++) {
      const to = next[from * keys + index] as number;
      if (to < 0 || distance[to] !== -1) continue;
      const box = taken[to] as number;
      if (box !== NONE) {
        if (box !== SEVERAL) shoves.push({ from, key: index, to, box });
        continue;
      }
      distance[to] = (distance[from] as number) + 1;
      before[to] = from;
      key[to] = index;
      places.push(to);
      least = Math.min(least, to);
    }
  }
  return { places, before, key, distance, least, shoves };
}

/** The keys' indices that lead from where a walk began to one of its places. */
export function stepsTo({ before, key }: Walk, place: number): number[] {
  const steps: number[] = [];
  for (let at = place; before[at] !== -1; at = before[at] as number) steps.push(key[at] as number);
  return steps.reverse();
}
