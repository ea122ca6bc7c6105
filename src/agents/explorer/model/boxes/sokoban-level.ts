import type { Grid } from "../../../../game/frame.ts";
import {
  displaced,
  fitsIn,
  overlap,
  type Spot,
  type Sprite,
  spotCode,
} from "../../perception/sprite.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { Box } from "../../tracking/box.ts";
import type { BoxPassability } from "../moves/box-passability.ts";
import { type KeyDisplacement, sweep } from "../moves/move-graph.ts";

/** The spots that a sprite can get to, and where each key leads from each. A square: the index of a spot. */
export interface SpotGraph {
  readonly spots: readonly Spot[];
  /** The square of a spot, by the code of the spot. */
  readonly squareAt: ReadonlyMap<number, number>;
  /** `next[square * keys + key]`: the square a key leads to, or -1. */
  readonly next: Int16Array;
  /** Where a key leads here from, or -1. */
  readonly previous: Int16Array;
}

/** A level as a game of Sokoban, in squares instead of cells. */
export interface SokobanLevel {
  readonly keys: readonly KeyDisplacement[];
  readonly avatar: Sprite;
  /** Where the avatar could go were there no boxes; it stands at square 0. */
  readonly avatarGraph: SpotGraph;
  readonly boxes: readonly Box[];
  /** For each box where it could go were there no other, and the square it is at. */
  readonly boxGraphs: readonly SpotGraph[];
  readonly squares: readonly number[];
  /** The avatar's squares at which it would lie over a box at one of its squares. */
  squaresOver(box: number, square: number): readonly number[];
}

/** A level with more squares or boxes is no Sokoban level, or too large to search. */
const MAX_SQUARES = 600;
const MAX_BOXES = 16;

function spread(
  background: Grid,
  sprite: Sprite,
  spot: Spot,
  keys: readonly KeyDisplacement[],
  passability: BoxPassability,
): SpotGraph | undefined {
  const spots = [spot];
  const squareAt = new Map([[spotCode(spot), 0]]);
  const next: number[] = [];
  for (let square = 0; square < spots.length; square++) {
    const from = spots[square] as Spot;
    for (const displacement of keys) {
      const to = displaced(from, displacement);
      const isOpen =
        fitsIn(background, sprite, to) &&
        passability.isOpen(from, sweep(background, { sprite }, from, displacement));
      if (!isOpen) {
        next.push(-1);
        continue;
      }
      const code = spotCode(to);
      let known = squareAt.get(code);
      if (known === undefined) {
        if (spots.length === MAX_SQUARES) return undefined;
        known = spots.length;
        squareAt.set(code, known);
        spots.push(to);
      }
      next.push(known);
    }
  }
  const previous = new Int16Array(next.length).fill(-1);
  for (const [at, to] of next.entries()) {
    const key = at % keys.length;
    if (to >= 0) previous[to * keys.length + key] = (at - key) / keys.length;
  }
  return { spots, squareAt, next: Int16Array.from(next), previous };
}

/** Works out where avatar and boxes could go; undefined where that is too much. */
export function layOutSokobanLevel(
  background: Grid,
  avatar: Avatar,
  boxes: readonly Box[],
  keys: readonly KeyDisplacement[],
  passability: { readonly avatar: BoxPassability; readonly box: BoxPassability },
): SokobanLevel | undefined {
  if (boxes.length > MAX_BOXES) return undefined;
  const avatarGraph = spread(background, avatar.sprite, avatar.spot, keys, passability.avatar);
  if (!avatarGraph) return undefined;
  const known: { readonly sprite: Sprite; readonly graph: SpotGraph }[] = [];
  const boxGraphs: SpotGraph[] = [];
  const squares: number[] = [];
  for (const { sprite, spot } of boxes) {
    const code = spotCode(spot);
    let same = known.find(
      (one) =>
        one.sprite.width === sprite.width &&
        one.sprite.height === sprite.height &&
        one.graph.squareAt.has(code),
    )?.graph;
    if (!same) {
      same = spread(background, sprite, spot, keys, passability.box);
      if (!same) return undefined;
      known.push({ sprite, graph: same });
    }
    boxGraphs.push(same);
    squares.push(same.squareAt.get(code) as number);
  }
  const squaresOver = createOverlaps(avatarGraph, avatar.sprite);
  return {
    keys,
    avatar: avatar.sprite,
    avatarGraph,
    boxes,
    boxGraphs,
    squares,
    squaresOver: (box, square) =>
      squaresOver(boxGraphs[box] as SpotGraph, square, (boxes[box] as Box).sprite),
  };
}

/** The squares at which the avatar would lie over a box; worked out when first asked for. */
function createOverlaps({ spots }: SpotGraph, avatar: Sprite) {
  const known = new Map<SpotGraph, (readonly number[])[]>();
  return (graph: SpotGraph, square: number, sprite: Sprite): readonly number[] => {
    const ofGraph = known.get(graph) ?? [];
    known.set(graph, ofGraph);
    let met = ofGraph[square];
    if (!met) {
      const at = graph.spots[square] as Spot;
      met = [...spots.keys()].filter((one) => overlap(avatar, spots[one] as Spot, sprite, at));
      ofGraph[square] = met;
    }
    return met;
  };
}
