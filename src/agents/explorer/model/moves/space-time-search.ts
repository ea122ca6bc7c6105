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

/** Limits of one search: its nodes, and its depth in moves. */
const MAX_NODES = 4_000;
const MAX_MOVES = 120;
/** The search ends after so many moves without a new spot. */
const PATIENCE = 24;

interface Node {
  readonly reached: Reachable;
  readonly npcs: NpcState;
  readonly unsafe: Set<number>;
}

/**
 * Space–time search: breadth-first over pairs of a spot and an NPC state, to the spots that the avatar
 * can reach without meeting an NPC. NPCs may react to its way. Each node is a move: the avatar never
 * waits, but may go to and fro.
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
        // The two may meet where it goes, or swap places.
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

/** Reachable spots that keep clear of NPCs. */
export interface SafeSpots {
  readonly spots: ReachableSpots;
  /** Whether there are others, were it not for NPCs. */
  readonly isHindered: boolean;
}

/**
 * Searches with a margin of one step around NPCs whose motion is not predicted, and without it if the
 * avatar could not move at all. `ahead`: the deadly NPCs now, with such a margin; undefined where there
 * are none.
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
