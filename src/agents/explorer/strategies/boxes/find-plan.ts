import { type BoxGoal, needed, type Placement } from "../../goals/box-goal.ts";
import type { SokobanLevel, SpotGraph } from "../../model/boxes/sokoban-level.ts";
import { overlap, type Spot, spotCode } from "../../perception/sprite.ts";
import { stepsTo, type Walk, type WalkStep, walkAbout } from "../../planning/avatar-walk.ts";
import { type Budget, bestFirst, type Found, type Problem } from "../../planning/best-first.ts";
import { DEAD, pushDistances } from "../../planning/push-distances.ts";
import type { Box } from "../../tracking/box.ts";

/** A key and the positions that it should lead to. */
export interface PlannedMove {
  readonly key: number;
  readonly avatar: Spot;
  readonly boxes: readonly Spot[];
}

/** The boxes after a push, and the avatar behind the pushed one. */
interface Arrangement {
  readonly avatar: number;
  readonly boxes: readonly number[];
  /** Where the avatar can walk then; worked out when first asked for. */
  walk?: Walk;
}

/** How much more a push that is still needed weighs than a step that was made (weighted A*). */
const HEURISTIC_WEIGHT = 3;

/**
 * The keys that bring a goal about, with the avatar where it can walk to a spot with one of the codes in
 * `within`, if that is given. `budget`: in squares looked at, in all arrangements of boxes. The way is short,
 * the shortest is not promised.
 */
export function findPlan(
  level: SokobanLevel,
  goal: BoxGoal,
  budget: Budget,
  within?: ReadonlySet<number>,
): Found<PlannedMove> {
  const remaining = createRemaining(level, goal);
  const walkOf = (arrangement: Arrangement): Walk => {
    arrangement.walk ??= walkAbout(level, arrangement.avatar, arrangement.boxes);
    return arrangement.walk;
  };
  // An action is a walk to a box and the push that ends it: its moves are worked out at the end.
  const problem: Problem<Arrangement, () => PlannedMove[]> = {
    start: { avatar: 0, boxes: level.squares },
    key: (state) => `${walkOf(state).least},${state.boxes}`,
    estimate({ boxes }) {
      const rest = remaining(boxes);
      return rest < DEAD ? HEURISTIC_WEIGHT * rest : Number.POSITIVE_INFINITY;
    },
    isGoal: (state) =>
      !within || walkOf(state).squares.some((square) => within.has(codeOf(level, square))),
    successors(state) {
      const walk = walkOf(state);
      return walk.pushes.flatMap(({ from, key, to, box }) => {
        const boxes = pushed(level, state.boxes, box, key);
        if (!boxes) return [];
        const action = () => [
          ...stepsTo(walk, from).map((step) => toMove(level, step, state.boxes)),
          toMove(level, { key, square: to }, boxes),
        ];
        const cost = (walk.distance[from] as number) + 1;
        return [{ action, state: { avatar: to, boxes }, cost }];
      });
    },
    price: (state) => walkOf(state).squares.length,
  };
  const found = bestFirst(problem, budget);
  if (found.kind !== "found") return found;
  return { kind: "found", path: found.path.flatMap((moves) => moves()) };
}

/** A step of the avatar, with the boxes then. */
export const toMove = (
  level: SokobanLevel,
  { key, square }: WalkStep,
  boxes: readonly number[],
): PlannedMove => ({
  key: level.keys[key]?.key as number,
  avatar: level.avatarGraph.spots[square] as Spot,
  boxes: boxes.map((at, box) => level.boxGraphs[box]?.spots[at] as Spot),
});

/** The code of the spot of a square of the avatar. */
export const codeOf = ({ avatarGraph }: SokobanLevel, square: number) =>
  spotCode(avatarGraph.spots[square] as Spot);

/** The boxes after one was pushed by a key; undefined where something is in its way. */
function pushed(
  level: SokobanLevel,
  boxes: readonly number[],
  box: number,
  key: number,
): number[] | undefined {
  const graph = level.boxGraphs[box] as SpotGraph;
  const to = graph.next[(boxes[box] as number) * level.keys.length + key] as number;
  if (to < 0) return undefined;
  const { sprite } = level.boxes[box] as Box;
  for (let other = 0; other < boxes.length; other++) {
    if (other === box) continue;
    const there = level.boxGraphs[other]?.spots[boxes[other] as number] as Spot;
    if (overlap(sprite, graph.spots[to] as Spot, (level.boxes[other] as Box).sprite, there)) {
      return undefined;
    }
  }
  return boxes.with(box, to);
}

/** Counts the pushes that an arrangement needs at least; DEAD where a box is on a dead square. */
function createRemaining(
  level: SokobanLevel,
  { placements }: BoxGoal,
): (boxes: readonly number[]) => number {
  const tables = placements.map((placement) => ({
    placement,
    distances: distancesOf(level, placement),
  }));
  return (boxes) => {
    let sum = 0;
    for (const { placement, distances } of tables) {
      const each = placement.boxes.map(
        (box, index) => distances[index]?.[boxes[box] as number] as number,
      );
      each.sort((a, b) => a - b);
      for (let index = 0; index < needed(placement); index++) sum += each[index] as number;
    }
    return sum;
  };
}

function distancesOf(level: SokobanLevel, { boxes, targets }: Placement): Uint16Array[] {
  const known = new Map<SpotGraph, Uint16Array>();
  return boxes.map((box) => {
    const graph = level.boxGraphs[box] as SpotGraph;
    const same = known.get(graph);
    if (same) return same;
    const distances = pushDistances(level, box, graph, (spot) => targets.has(spotCode(spot)));
    known.set(graph, distances);
    return distances;
  });
}
