import type { KeyDisplacement } from "../moves/move-graph.ts";
import type { TreadRule } from "./floor-rule.ts";
import { beside, type Lattice } from "./tile-grid.ts";
import { PLAIN } from "./tile-look.ts";

/** Where the avatar is, what it looks like, and what the squares look like that steps may change. */
export interface State {
  readonly tile: number;
  readonly avatar: number;
  /** A character for each active square. */
  readonly looks: string;
}

/** The level as steps change it, to plan in. */
export interface Field {
  readonly start: State;
  readonly keys: readonly KeyDisplacement[];
  /** The squares that may change, in the order of a state's looks. */
  readonly active: readonly number[];
  /** What an active square looks like in a state. */
  lookOf(state: State, at: number): number;
  /** Where a key should lead; undefined where it leads nowhere. */
  step(state: State, key: number): State | undefined;
  /** Whether all active squares with one of these looks can still be come to. */
  isWithinReach(state: State, looks: ReadonlySet<number>): boolean;
}

/** What a field is laid out with. */
export interface Layout {
  readonly lattice: Lattice;
  readonly rule: TreadRule;
  readonly keys: readonly KeyDisplacement[];
  readonly looks: readonly number[];
  readonly tile: number;
  readonly avatar: number;
  /** Whether a key should lead on from a square as the level looks now. */
  readonly isFree: (tile: number, key: KeyDisplacement) => boolean;
}

/** More squares that change than these are not planned for. */
const MAX_ACTIVE = 160;

/** Lays a field out; undefined where too much changes. */
export function layField({
  lattice,
  rule,
  keys,
  looks,
  tile,
  avatar,
  isFree,
}: Layout): Field | undefined {
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
  const codes = new Map<number, string>();
  const byCode: number[] = [];
  const codeOf = (look: number): string => {
    const known = codes.get(look);
    if (known) return known;
    const code = String.fromCharCode(byCode.length);
    codes.set(look, code);
    byCode.push(look);
    return code;
  };
  const free = new Map<number, boolean>();
  const isFreeNow = (from: number, key: number): boolean => {
    const name = from * keys.length + key;
    const known = free.get(name) ?? isFree(from, keys[key] as KeyDisplacement);
    free.set(name, known);
    return known;
  };
  const next = keys.map(({ dx, dy }) => ({ dx: Math.sign(dx), dy: Math.sign(dy) }));
  const neighbour = (from: number, key: number) => {
    const { dx, dy } = next[key] as (typeof next)[number];
    return beside(lattice, from, dx, dy);
  };
  const lookAt = (state: string, at: number): number => byCode[state.charCodeAt(at)] as number;
  /** Whether a key should lead on from one square to the next, as the squares look in a state. */
  const isOpenTo = (state: string, from: number, key: number, to: number): boolean => {
    const at = placeOf.get(to);
    if (at === undefined) return isFreeNow(from, key);
    const look = lookAt(state, at);
    return rule.isOpen(look) ?? (look !== looks[to] || isFreeNow(from, key));
  };
  const set = (state: string, at: number, look: number): string =>
    state.slice(0, at) + codeOf(look) + state.slice(at + 1);
  const stamps = new Uint32Array(looks.length);
  let stamp = 0;

  return {
    start: { tile, avatar, looks: active.map((one) => codeOf(looks[one] as number)).join("") },
    keys,
    active,
    lookOf: (state, at) => lookAt(state.looks, at),
    step(state, key) {
      const to = neighbour(state.tile, key);
      if (to === undefined || !isOpenTo(state.looks, state.tile, key, to)) return undefined;
      const at = placeOf.get(to);
      const look = at === undefined ? (looks[to] as number) : lookAt(state.looks, at);
      let after = state.looks;
      if (at !== undefined) {
        const result = rule.next(look, state.avatar);
        if (result !== look) after = set(after, at, result);
      }
      for (const { dx, dy } of rule.reach) {
        const other = beside(lattice, to, dx, dy);
        const place = other === undefined ? undefined : placeOf.get(other);
        if (place === undefined) continue;
        const was = lookAt(after, place);
        const is = rule.nextBeside(was);
        if (is !== was) after = set(after, place, is);
      }
      return { tile: to, avatar: rule.nextAvatar(look, state.avatar), looks: after };
    },
    isWithinReach(state, wanted) {
      stamp += 1;
      const queue = [state.tile];
      stamps[state.tile] = stamp;
      for (const from of queue) {
        for (let key = 0; key < keys.length; key++) {
          const to = neighbour(from, key);
          if (to === undefined || stamps[to] === stamp) continue;
          if (!isOpenTo(state.looks, from, key, to)) continue;
          stamps[to] = stamp;
          queue.push(to);
        }
      }
      return active.every(
        (one, at) => stamps[one] === stamp || !wanted.has(lookAt(state.looks, at)),
      );
    },
  };
}
