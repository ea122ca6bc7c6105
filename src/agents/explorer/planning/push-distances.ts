import type { SokobanLevel, SpotGraph } from "../model/boxes/sokoban-level.ts";
import type { Spot } from "../perception/sprite.ts";

/** The distance of a dead square: no number of pushes leads from there to a target. */
export const DEAD = 10_000;

/**
 * How many pushes, were there no other boxes and the avatar wherever it can get, a box of this graph needs
 * from each square to the nearest target; DEAD from dead squares.
 */
export function pushDistances(
  level: SokobanLevel,
  box: number,
  graph: SpotGraph,
  isTarget: (spot: Spot) => boolean,
): Uint16Array {
  const keys = level.keys.length;
  const sources = pushable(level, box, graph);
  const distance = new Uint16Array(graph.spots.length).fill(DEAD);
  const queue: number[] = [];
  for (const [square, spot] of graph.spots.entries()) {
    if (!isTarget(spot)) continue;
    distance[square] = 0;
    queue.push(square);
  }
  const into: number[][] = graph.spots.map(() => []);
  for (let square = 0; square < graph.spots.length; square++) {
    for (let key = 0; key < keys; key++) {
      const to = graph.next[square * keys + key] as number;
      if (to >= 0 && sources[square * keys + key] === 1) into[to]?.push(square);
    }
  }
  for (const square of queue) {
    for (const from of into[square] as number[]) {
      if (distance[from] !== DEAD) continue;
      distance[from] = (distance[square] as number) + 1;
      queue.push(from);
    }
  }
  return distance;
}

/** Whether the avatar could push a box at a square by a key: 1 at `square * keys + key`. */
function pushable(level: SokobanLevel, box: number, graph: SpotGraph): Uint8Array {
  const keys = level.keys.length;
  const found = new Uint8Array(graph.spots.length * keys);
  for (const square of graph.spots.keys()) {
    const met = level.squaresOver(box, square);
    for (const to of met) {
      for (let key = 0; key < keys; key++) {
        const from = level.avatarGraph.previous[to * keys + key] as number;
        if (from >= 0 && !met.includes(from)) found[square * keys + key] = 1;
      }
    }
  }
  return found;
}
