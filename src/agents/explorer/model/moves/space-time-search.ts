import { hashNumbers } from "../../../../game/hash.ts";
import { type Spot, spotCode } from "../../perception/sprite.ts";
import type { NpcState } from "../../tracking/npc-state.ts";
import type { MoveGraph } from "./move-graph.ts";
import {
  findReachableSpots,
  type Reachable,
  type ReachableSpots,
  STAY,
} from "./reachable-spots.ts";

/** Spots at a npcs that are looked at in one search, and how many moves it looks ahead. */
const MAX_NODES = 4_000;
const MAX_MOVES = 120;
/** Moves without a new spot after which there will hardly be one. */
const PATIENCE = 24;

interface Node {
  readonly reached: Reachable;
  readonly npcs: NpcState;
  readonly unsafe: Set<number>;
}

/**
 * Every spot the avatar should be able to reach without meeting a thing that moves by itself, by code, with the
 * earliest way there. How those move may depend on its way. The avatar never stands still, but may go to
 * and fro.
 */
export function searchSpaceTime(
  start: Spot,
  moveGraph: MoveGraph,
  now: NpcState,
): Map<number, Reachable> {
  const unsafe = new Set<number>();
  const first: Reachable = { spot: start, distance: 0, from: null, key: 0, unsafe };
  const found = new Map([[spotCode(start), first]]);
  const seen = new Set<number>();
  let layer: Node[] = [{ reached: first, npcs: now, unsafe }];
  let nodes = 0;
  let idle = 0;
  for (let moves = 1; moves <= MAX_MOVES && layer.length > 0 && idle < PATIENCE; moves++) {
    const next: Node[] = [];
    idle += 1;
    for (const { reached: here, npcs: before, unsafe } of layer) {
      if (before.after(here.spot, here.spot).meets(here.spot)) unsafe.add(STAY);
      for (const { spot, code, key } of moveGraph(here.spot)) {
        if (++nodes >= MAX_NODES) return found;
        const npcs = before.after(here.spot, spot);
        // One may meet where it goes, or pass through one another.
        if (npcs.meets(spot) || (before.meets(spot) && npcs.meets(here.spot))) {
          unsafe.add(key);
          continue;
        }
        const place = hashNumbers(code, npcs.key);
        if (seen.has(place)) continue;
        seen.add(place);
        const risks = new Set<number>();
        const reached = { spot, distance: moves, from: here, key, unsafe: risks };
        next.push({ reached, npcs, unsafe: risks });
        if (!found.has(code)) {
          found.set(code, reached);
          idle = 0;
        }
      }
    }
    layer = next;
  }
  return found;
}

/** Where the avatar should be able to go. */
export interface SafeSpots {
  readonly spots: ReachableSpots;
  /** Whether what moves by itself keeps it from others. */
  readonly isHindered: boolean;
}

/**
 * The spots within reach that keep clear of what is to be feared, if there is anything. `ahead`: what to
 * keep away from, by how many steps of those that are not predicted to keep clear of, if need be of none.
 */
export function findSafeSpots(
  start: Spot,
  moveGraph: MoveGraph,
  ahead: (margin: 0 | 1) => NpcState | undefined,
): SafeSpots {
  const free = findReachableSpots(start, moveGraph);
  const within = (margin: 0 | 1): ReachableSpots | undefined => {
    const now = ahead(margin);
    return now && searchSpaceTime(start, moveGraph, now);
  };
  const clear = within(1);
  const spots = (clear?.size === 1 ? within(0) : clear) ?? free;
  return { spots, isHindered: spots.size < free.size };
}
