import type { Grid } from "../../../../game/frame.ts";
import { overlap, type Spot, type Sprite, spotCode } from "../../perception/sprite.ts";
import type { Avatar } from "../../tracking/avatar.ts";
import type { Box } from "../../tracking/box.ts";
import type { KeyDisplacement, MoveGraph } from "../moves/move-graph.ts";
import { findReachableSpots } from "../moves/reachable-spots.ts";
import type { StepModel } from "../moves/step-model.ts";

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

/** The part of the move graph that the thing can reach; undefined where that is too much. */
function createSpotGraph(
  start: Spot,
  stepsFrom: MoveGraph,
  keys: readonly KeyDisplacement[],
): SpotGraph | undefined {
  const reachable = findReachableSpots(start, stepsFrom, MAX_SQUARES);
  if (reachable.size > MAX_SQUARES) return undefined;
  const spots = [...reachable.values()].map(({ spot }) => spot);
  const squareAt = new Map([...reachable.keys()].map((code, square) => [code, square]));
  const next = new Int16Array(spots.length * keys.length).fill(-1);
  const previous = next.slice();
  for (const [square, spot] of spots.entries()) {
    for (const { code, key } of stepsFrom(spot)) {
      const index = keys.findIndex((one) => one.key === key);
      const to = squareAt.get(code) as number;
      next[square * keys.length + index] = to;
      previous[to * keys.length + index] = square;
    }
  }
  return { spots, squareAt, next, previous };
}

type Steps = Pick<StepModel, "graphOf">;

/** Works out where avatar and boxes could go; undefined where that is too much. */
export function layOutSokobanLevel(
  background: Grid,
  avatar: Avatar,
  boxes: readonly Box[],
  keys: readonly KeyDisplacement[],
  steps: { readonly avatar: Steps; readonly box: Steps },
): SokobanLevel | undefined {
  if (boxes.length > MAX_BOXES) return undefined;
  const graphOf = (thing: Avatar, { graphOf }: Steps) =>
    createSpotGraph(thing.spot, graphOf({ background, avatar: thing }, keys), keys);
  const avatarGraph = graphOf(avatar, steps.avatar);
  if (!avatarGraph) return undefined;
  const known: { readonly sprite: Sprite; readonly graph: SpotGraph }[] = [];
  const boxGraphs: SpotGraph[] = [];
  const squares: number[] = [];
  for (const box of boxes) {
    const { sprite, spot } = box;
    const code = spotCode(spot);
    let same = known.find(
      (one) =>
        one.sprite.width === sprite.width &&
        one.sprite.height === sprite.height &&
        one.graph.squareAt.has(code),
    )?.graph;
    if (!same) {
      same = graphOf(box, steps.box);
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
