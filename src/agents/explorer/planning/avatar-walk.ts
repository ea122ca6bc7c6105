import type { SokobanLevel } from "../model/boxes/sokoban-level.ts";

/** Where the avatar can walk without a push. */
export interface Walk {
  /** In the order of their distance, from where it stands. */
  readonly squares: readonly number[];
  /** For each square the one before it and the key from there; -1 where it cannot walk. */
  readonly before: Int16Array;
  readonly key: Int16Array;
  readonly distance: Int16Array;
  /** The least of the squares: equal from wherever among them it starts. */
  readonly least: number;
  /** Moves that come upon a box instead. */
  readonly pushes: readonly Push[];
}

/** The avatar at a square, about to go on to a box: it pushes the box if that can give way. */
export interface Push {
  readonly from: number;
  /** Index of the key among the level's. */
  readonly key: number;
  readonly to: number;
  readonly box: number;
}

const NONE = -1;
const SEVERAL = -2;

/** Walks from a square among boxes at these squares. */
export function walkAbout(level: SokobanLevel, start: number, boxes: readonly number[]): Walk {
  const { next, spots } = level.avatarGraph;
  const keys = level.keys.length;
  const before = new Int16Array(spots.length).fill(-1);
  const key = new Int16Array(spots.length).fill(-1);
  const distance = new Int16Array(spots.length).fill(-1);
  // The box that the avatar would come upon at each square.
  const taken = new Int8Array(spots.length).fill(NONE);
  for (const [box, square] of boxes.entries()) {
    for (const over of level.squaresOver(box, square))
      taken[over] = taken[over] === NONE ? box : SEVERAL;
  }
  const squares = [start];
  const pushes: Push[] = [];
  let least = start;
  distance[start] = 0;
  for (const from of squares) {
    for (let index = 0; index < keys; index++) {
      const to = next[from * keys + index] as number;
      if (to < 0 || distance[to] !== -1) continue;
      const box = taken[to] as number;
      if (box !== NONE) {
        if (box !== SEVERAL) pushes.push({ from, key: index, to, box });
        continue;
      }
      distance[to] = (distance[from] as number) + 1;
      before[to] = from;
      key[to] = index;
      squares.push(to);
      least = Math.min(least, to);
    }
  }
  return { squares, before, key, distance, least, pushes };
}

/** A key, by its index, and the square that it leads to. */
export interface WalkStep {
  readonly key: number;
  readonly square: number;
}

/** The steps from where a walk began to one of its squares. */
export function stepsTo({ before, key }: Walk, square: number): WalkStep[] {
  const steps: WalkStep[] = [];
  for (let at = square; before[at] !== -1; at = before[at] as number) {
    steps.push({ key: key[at] as number, square: at });
  }
  return steps.reverse();
}
