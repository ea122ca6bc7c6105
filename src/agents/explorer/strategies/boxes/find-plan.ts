import { type Goal, needed, type Want } from "../../goals/box-goal.ts";
import type { Floor, Yard } from "../../model/boxes/sokoban-level.ts";
import { overlap, type Spot, spotCode } from "../../perception/sprite.ts";
import { stepsTo, walkAbout } from "../../planning/avatar-walk.ts";
import { NEVER, pushDistances } from "../../planning/push-distances.ts";
import { createRankQueue } from "../../planning/rank-queue.ts";
import type { Box } from "../../tracking/box.ts";

/** A key and what it should lead to. */
export interface Planned {
  readonly key: number;
  readonly mover: Spot;
  readonly boxes: readonly Spot[];
}

/** A plan, or why there is none: no way leads to the goal, or none was found in time. */
export interface Plan {
  readonly kind: "found" | "none" | "unknown";
  readonly steps: readonly Planned[];
  /** How many places were looked at, in all arrangements of boxes. */
  readonly looked: number;
}

/** The boxes after a push, and the mover behind the pushed one. */
interface Node {
  readonly mover: number;
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
 * mover where it can walk to a spot with one of the codes in `within`, if that is given. Best first: the
 * way is short, the shortest is not promised.
 */
export function findPlan(
  yard: Yard,
  goal: Goal,
  limit: number,
  within?: ReadonlySet<number>,
): Plan {
  const remaining = createRemaining(yard, goal);
  const open = createRankQueue<Node>();
  const seen = new Set<string>();
  let looked = 0;
  const put = (node: Node): void => {
    const rest = remaining(node.boxes);
    if (rest < NEVER) open.put(node, node.cost + HASTE * rest);
  };
  put({ mover: 0, boxes: yard.places, cost: 0, from: null, keys: [] });
  for (;;) {
    const node = open.take();
    if (!node) return { kind: "none", steps: [], looked };
    const isDone = remaining(node.boxes) === 0;
    const found = (): Plan => ({ kind: "found", steps: retrace(yard, node), looked });
    if (isDone && !within) return found();
    const walk = walkAbout(yard, node.mover, node.boxes);
    if (isDone && walk.places.some((place) => within?.has(codeOf(yard, place)))) return found();
    const key = `${walk.least},${node.boxes}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (looked >= limit) return { kind: "unknown", steps: [], looked };
    looked += walk.places.length;
    for (const { from, key: index, to, box } of walk.shoves) {
      const boxes = pushed(yard, node.boxes, box, index);
      if (!boxes) continue;
      const keys = [...stepsTo(walk, from), index];
      put({ mover: to, boxes, cost: node.cost + keys.length, from: node, keys });
    }
  }
}

const codeOf = ({ floor }: Yard, place: number) => spotCode(floor.spots[place] as Spot);

/** The boxes after one was pushed by a key; undefined where something is in its way. */
export function pushed(
  yard: Yard,
  boxes: readonly number[],
  box: number,
  key: number,
): number[] | undefined {
  const floor = yard.floors[box] as Floor;
  const to = floor.next[(boxes[box] as number) * yard.keys.length + key] as number;
  if (to < 0) return undefined;
  const { sprite } = yard.boxes[box] as Box;
  for (let other = 0; other < boxes.length; other++) {
    if (other === box) continue;
    const there = yard.floors[other]?.spots[boxes[other] as number] as Spot;
    if (overlap(sprite, floor.spots[to] as Spot, (yard.boxes[other] as Box).sprite, there)) {
      return undefined;
    }
  }
  return boxes.with(box, to);
}

/** Counts the pushes that an arrangement needs at least; NEVER where it is lost. */
function createRemaining(yard: Yard, { wants }: Goal): (boxes: readonly number[]) => number {
  const tables = wants.map((want) => ({ want, distances: distancesOf(yard, want) }));
  return (boxes) => {
    let sum = 0;
    for (const { want, distances } of tables) {
      const each = want.boxes.map(
        (box, index) => distances[index]?.[boxes[box] as number] as number,
      );
      each.sort((a, b) => a - b);
      for (let index = 0; index < needed(want); index++) sum += each[index] as number;
    }
    return sum;
  };
}

function distancesOf(yard: Yard, { boxes, spots }: Want): Uint16Array[] {
  const known = new Map<Floor, Uint16Array>();
  return boxes.map((box) => {
    const floor = yard.floors[box] as Floor;
    const same = known.get(floor);
    if (same) return same;
    const distances = pushDistances(yard, box, floor, (spot) => spots.has(spotCode(spot)));
    known.set(floor, distances);
    return distances;
  });
}

function retrace(yard: Yard, end: Node): Planned[] {
  const legs: Node[] = [];
  for (let node: Node | null = end; node?.from; node = node.from) legs.push(node);
  const steps: Planned[] = [];
  for (const { mover, boxes, from, keys } of legs.reverse()) {
    let place = (from as Node).mover;
    for (const [index, key] of keys.entries()) {
      const isPush = index === keys.length - 1;
      place = isPush ? mover : (yard.floor.next[place * yard.keys.length + key] as number);
      const spots = isPush ? boxes : (from as Node).boxes;
      steps.push({
        key: yard.keys[key]?.key as number,
        mover: yard.floor.spots[place] as Spot,
        boxes: spots.map((at, box) => yard.floors[box]?.spots[at] as Spot),
      });
    }
  }
  return steps;
}
