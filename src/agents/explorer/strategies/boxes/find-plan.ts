import { type BoxGoal, needed, type Placement } from "../../goals/box-goal.ts";
import type { Floor, SokobanLevel } from "../../model/boxes/sokoban-level.ts";
import { overlap, type Spot, spotCode } from "../../perception/sprite.ts";
import { stepsTo, walkAbout } from "../../planning/avatar-walk.ts";
import { NEVER, pushDistances } from "../../planning/push-distances.ts";
import { createRankQueue } from "../../planning/rank-queue.ts";
import type { Box } from "../../tracking/box.ts";

/** A key and what it should lead to. */
export interface Planned {
  readonly key: number;
  readonly avatar: Spot;
  readonly boxes: readonly Spot[];
}

/** A plan, or why there is none: no way leads to the goal, or none was found in time. */
export interface Plan {
  readonly kind: "found" | "none" | "unknown";
  readonly steps: readonly Planned[];
  /** How many places were looked at, in all arrangements of boxes. */
  readonly looked: number;
}

/** The boxes after a push, and the avatar behind the pushed one. */
interface Node {
  readonly avatar: number;
  readonly boxes: readonly number[];
  readonly cost: number;
  readonly from: Node | null;
  /** Indices of the keys from there to here, the push last. */
  readonly keys: readonly number[];
}

/** How much more a push that is still needed weighs than a step that was made. */
const HASTE = 3;

/**
 * Looks at up to `limit` places, in all arrangements of boxes, for keys that bring a goal about, with the
 * avatar where it can walk to a spot with one of the codes in `within`, if that is given. Best first: the
 * way is short, the shortest is not promised.
 */
export function findPlan(
  level: SokobanLevel,
  goal: BoxGoal,
  limit: number,
  within?: ReadonlySet<number>,
): Plan {
  const remaining = createRemaining(level, goal);
  const open = createRankQueue<Node>();
  const seen = new Set<string>();
  let looked = 0;
  const put = (node: Node): void => {
    const rest = remaining(node.boxes);
    if (rest < NEVER) open.put(node, node.cost + HASTE * rest);
  };
  put({ avatar: 0, boxes: level.places, cost: 0, from: null, keys: [] });
  for (;;) {
    const node = open.take();
    if (!node) return { kind: "none", steps: [], looked };
    const isDone = remaining(node.boxes) === 0;
    const found = (): Plan => ({ kind: "found", steps: retrace(level, node), looked });
    if (isDone && !within) return found();
    const walk = walkAbout(level, node.avatar, node.boxes);
    if (isDone && walk.places.some((place) => within?.has(codeOf(level, place)))) return found();
    const key = `${walk.least},${node.boxes}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (looked >= limit) return { kind: "unknown", steps: [], looked };
    looked += walk.places.length;
    for (const { from, key: index, to, box } of walk.shoves) {
      const boxes = pushed(level, node.boxes, box, index);
      if (!boxes) continue;
      const keys = [...stepsTo(walk, from), index];
      put({ avatar: to, boxes, cost: node.cost + keys.length, from: node, keys });
    }
  }
}

const codeOf = ({ floor }: SokobanLevel, place: number) => spotCode(floor.spots[place] as Spot);

/** The boxes after one was pushed by a key; undefined where something is in its way. */
export function pushed(
  level: SokobanLevel,
  boxes: readonly number[],
  box: number,
  key: number,
): number[] | undefined {
  const floor = level.floors[box] as Floor;
  const to = floor.next[(boxes[box] as number) * level.keys.length + key] as number;
  if (to < 0) return undefined;
  const { sprite } = level.boxes[box] as Box;
  for (let other = 0; other < boxes.length; other++) {
    if (other === box) continue;
    const there = level.floors[other]?.spots[boxes[other] as number] as Spot;
    if (overlap(sprite, floor.spots[to] as Spot, (level.boxes[other] as Box).sprite, there)) {
      return undefined;
    }
  }
  return boxes.with(box, to);
}

/** Counts the pushes that an arrangement needs at least; NEVER where it is lost. */
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
  const known = new Map<Floor, Uint16Array>();
  return boxes.map((box) => {
    const floor = level.floors[box] as Floor;
    const same = known.get(floor);
    if (same) return same;
    const distances = pushDistances(level, box, floor, (spot) => targets.has(spotCode(spot)));
    known.set(floor, distances);
    return distances;
  });
}

function retrace(level: SokobanLevel, end: Node): Planned[] {
  const legs: Node[] = [];
  for (let node: Node | null = end; node?.from; node = node.from) legs.push(node);
  const steps: Planned[] = [];
  for (const { avatar, boxes, from, keys } of legs.reverse()) {
    let place = (from as Node).avatar;
    for (const [index, key] of keys.entries()) {
      const isPush = index === keys.length - 1;
      place = isPush ? avatar : (level.floor.next[place * level.keys.length + key] as number);
      const spots = isPush ? boxes : (from as Node).boxes;
      steps.push({
        key: level.keys[key]?.key as number,
        avatar: level.floor.spots[place] as Spot,
        boxes: spots.map((at, box) => level.floors[box]?.spots[at] as Spot),
      });
    }
  }
  return steps;
}
