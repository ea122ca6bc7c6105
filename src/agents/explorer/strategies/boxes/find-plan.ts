import { type BoxGoal, needed, type Placement } from "../../goals/box-goal.ts";
import type { Floor, SokobanLevel } from "../../model/boxes/sokoban-level.ts";
import { overlap, type Spot, spotCode } from "../../perception/sprite.ts";
import { stepsTo, type Walk, walkAbout } from "../../planning/avatar-walk.ts";
import {
  type Budget,
  bestFirst,
  type Found,
  type Problem,
  type Successor,
} from "../../planning/best-first.ts";
import { NEVER, pushDistances } from "../../planning/push-distances.ts";
import type { Box } from "../../tracking/box.ts";

/** A key and what it should lead to. */
export interface Planned {
  readonly key: number;
  readonly avatar: Spot;
  readonly boxes: readonly Spot[];
}

/** The boxes after a push, and the avatar behind the pushed one. */
interface Arrangement {
  readonly avatar: number;
  readonly boxes: readonly number[];
  /** Where the avatar can walk then; worked out when first asked for. */
  walk(): Walk;
}

/** A walk to a box and the push that ends it. */
interface Leg extends Pick<Arrangement, "avatar" | "boxes"> {
  /** Indices of the keys, the push last. */
  readonly keys: readonly number[];
}

/** How much more a push that is still needed weighs than a step that was made. */
const HASTE = 3;

/**
 * The keys that bring a goal about, with the avatar where it can walk to a spot with one of the codes in
 * `within`, if that is given. `budget`: in places looked at, in all arrangements of boxes. The way is short,
 * the shortest is not promised.
 */
export function findPlan(
  level: SokobanLevel,
  goal: BoxGoal,
  budget: Budget,
  within?: ReadonlySet<number>,
): Found<Planned> {
  const remaining = createRemaining(level, goal);
  const arrange = (avatar: number, boxes: readonly number[]): Arrangement => {
    let walk: Walk | undefined;
    return {
      avatar,
      boxes,
      walk() {
        walk ??= walkAbout(level, avatar, boxes);
        return walk;
      },
    };
  };
  const problem: Problem<Arrangement, Leg> = {
    start: arrange(0, level.places),
    key: ({ walk, boxes }) => `${walk().least},${boxes}`,
    estimate({ boxes }) {
      const rest = remaining(boxes);
      return rest < NEVER ? HASTE * rest : Number.POSITIVE_INFINITY;
    },
    isGoal: ({ walk }) =>
      !within || walk().places.some((place) => within.has(codeOf(level, place))),
    successors({ walk, boxes }) {
      const successors: Successor<Arrangement, Leg>[] = [];
      for (const { from, key, to, box } of walk().shoves) {
        const next = pushed(level, boxes, box, key);
        if (!next) continue;
        const keys = [...stepsTo(walk(), from), key];
        const action = { avatar: to, boxes: next, keys };
        successors.push({ action, state: arrange(to, next), cost: keys.length });
      }
      return successors;
    },
    price: ({ walk }) => walk().places.length,
  };
  const found = bestFirst(problem, budget);
  return found.kind === "found" ? { kind: "found", path: retrace(level, found.path) } : found;
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

/** The single steps of some legs. */
function retrace(level: SokobanLevel, legs: readonly Leg[]): Planned[] {
  const steps: Planned[] = [];
  let place = 0;
  let boxes = level.places;
  for (const leg of legs) {
    for (const [index, key] of leg.keys.entries()) {
      const isPush = index === leg.keys.length - 1;
      place = isPush ? leg.avatar : (level.floor.next[place * level.keys.length + key] as number);
      if (isPush) boxes = leg.boxes;
      steps.push({
        key: level.keys[key]?.key as number,
        avatar: level.floor.spots[place] as Spot,
        boxes: boxes.map((at, box) => level.floors[box]?.spots[at] as Spot),
      });
    }
  }
  return steps;
}
