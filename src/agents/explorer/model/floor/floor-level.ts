import { signsOf } from "../../perception/displacement.ts";
import type { KeyDisplacement } from "../moves/move-graph.ts";
import type { FloorRule } from "./floor-rule.ts";
import { beside, type TileGrid } from "./tile-grid.ts";
import { PLAIN } from "./tile-look.ts";

/** The avatar's tile and appearance, and the looks of the tiles that steps may change. */
export interface FloorState {
  readonly tile: number;
  readonly appearance: number;
  /** The look of each active tile, as an index into the looks of the level. */
  readonly looks: Uint16Array;
}

/** The transition model of a level whose floor steps change, to plan in. */
export interface FloorLevel {
  readonly start: FloorState;
  readonly keys: readonly KeyDisplacement[];
  /** The tiles that may change, in the order of a floor state's looks. */
  readonly active: readonly number[];
  /** The look of an active tile in a floor state. */
  lookOf(state: FloorState, at: number): number;
  /** Equal for equal states. */
  keyOf(state: FloorState): string;
  /** Where a key should lead; undefined where it leads nowhere. */
  step(state: FloorState, key: number): FloorState | undefined;
  /** Whether all active tiles with one of these looks can still be reached. */
  areReachable(state: FloorState, looks: ReadonlySet<number>): boolean;
}

/** The parts that a floor level is made of. */
export interface FloorLevelParts {
  readonly tileGrid: TileGrid;
  readonly rule: FloorRule;
  readonly keys: readonly KeyDisplacement[];
  readonly looks: readonly number[];
  readonly tile: number;
  readonly appearance: number;
  /** Whether a key should lead on from a tile as the level looks now. */
  readonly isFree: (tile: number, key: KeyDisplacement) => boolean;
}

/** More tiles that change than these are not planned for. */
const MAX_ACTIVE = 160;

/** Starts as the level looks now; undefined where too much changes. */
export function createFloorLevel({
  tileGrid,
  rule,
  keys,
  looks,
  tile,
  appearance,
  isFree,
}: FloorLevelParts): FloorLevel | undefined {
  const results = new Set<number>();
  for (const look of new Set(looks)) {
    for (let now = look; rule.isChanging(now); ) {
      const next = rule.nextBeside(now);
      if (results.has(next)) break;
      results.add(next);
      now = next;
    }
  }
  const active = looks.flatMap((look, at) =>
    rule.isChanging(look) || (look !== PLAIN && results.has(look)) ? [at] : [],
  );
  if (active.length > MAX_ACTIVE) return undefined;
  const placeOf = new Map(active.map((one, at) => [one, at]));
  const indices = new Map<number, number>();
  const levelLooks: number[] = [];
  const indexOf = (look: number): number => {
    const index = indices.get(look) ?? levelLooks.push(look) - 1;
    indices.set(look, index);
    return index;
  };
  const free = new Map<number, boolean>();
  const isFreeNow = (from: number, key: number): boolean => {
    const name = from * keys.length + key;
    const known = free.get(name) ?? isFree(from, keys[key] as KeyDisplacement);
    free.set(name, known);
    return known;
  };
  const next = keys.map(signsOf);
  const neighbour = (from: number, key: number) => {
    const { dx, dy } = next[key] as (typeof next)[number];
    return beside(tileGrid, from, dx, dy);
  };
  const lookOf = (state: FloorState, at: number): number =>
    levelLooks[state.looks[at] as number] as number;
  /** Whether a key should lead on from one tile to the next, as the tiles look in a floor state. */
  const isOpenTo = (state: FloorState, key: number, to: number, from = state.tile): boolean => {
    const at = placeOf.get(to);
    if (at === undefined) return isFreeNow(from, key);
    const look = lookOf(state, at);
    return rule.isOpen(look) ?? (look !== looks[to] || isFreeNow(from, key));
  };
  const stamps = new Uint32Array(looks.length);
  let stamp = 0;

  return {
    start: {
      tile,
      appearance,
      looks: Uint16Array.from(active, (one) => indexOf(looks[one] as number)),
    },
    keys,
    active,
    lookOf,
    keyOf: (state) => `${state.tile} ${state.appearance} ${String.fromCharCode(...state.looks)}`,
    step(state, key) {
      const to = neighbour(state.tile, key);
      if (to === undefined || !isOpenTo(state, key, to)) return undefined;
      const at = placeOf.get(to);
      const look = at === undefined ? (looks[to] as number) : lookOf(state, at);
      const after: FloorState = {
        tile: to,
        appearance: rule.nextAppearance(look, state.appearance),
        looks: state.looks.slice(),
      };
      if (at !== undefined) after.looks[at] = indexOf(rule.next(look, state.appearance));
      for (const { dx, dy } of rule.neighbourhood) {
        const other = beside(tileGrid, to, dx, dy);
        const place = other === undefined ? undefined : placeOf.get(other);
        if (place === undefined) continue;
        after.looks[place] = indexOf(rule.nextBeside(lookOf(after, place)));
      }
      return after;
    },
    areReachable(state, wanted) {
      stamp += 1;
      const queue = [state.tile];
      stamps[state.tile] = stamp;
      for (const from of queue) {
        for (let key = 0; key < keys.length; key++) {
          const to = neighbour(from, key);
          if (to === undefined || stamps[to] === stamp) continue;
          if (!isOpenTo(state, key, to, from)) continue;
          stamps[to] = stamp;
          queue.push(to);
        }
      }
      return active.every((one, at) => stamps[one] === stamp || !wanted.has(lookOf(state, at)));
    },
  };
}
