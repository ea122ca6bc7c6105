import type { Random } from "../../../base/random.ts";
import { CLICK } from "../../../game/action.ts";
import { clickCode, isClickCode } from "../../../memory/action-code.ts";
import { hashNumbers } from "../../../memory/hash.ts";
import { DEATH } from "../../../memory/state-graph.ts";
import type { Place } from "../level-play.ts";
import type { Strategy, Transition } from "../strategy.ts";
import { createMoverTracker } from "./mover.ts";
import { findReach, type KeyShift, keysTo, type Reachable, spotCode, sweep } from "./reach.ts";
import { createScene } from "./scene.ts";
import { cellsOf, type Spot } from "./sprite.ts";
import { listTargets, type Target, type Targets } from "./targets.ts";
import { createTerrain } from "./terrain.ts";

/** Something to do as a whole: go somewhere, or press one key, or click. */
interface Errand {
  readonly id: number;
  readonly kind: number;
  readonly score: number;
  readonly codes: readonly number[];
  /** Whether the mover should stay there while something else is tried. */
  readonly settles?: boolean;
}

interface Record {
  tries: number;
  events: number;
  deaths: number;
}

/** A scene and a part of it that the mover can walk about in. */
interface Region {
  readonly spot: Spot;
  readonly done: Map<number, number>;
  readonly leadsTo: Map<number, { region: Region; taken: number }>;
}

/** A way to touch something: where from, and by which key. */
interface Way {
  readonly key: number;
  readonly from: Reachable;
  /** How far from the middle it ends, in half cells. */
  readonly off: number;
  /** Whether the last step will probably be stopped. */
  readonly isBump: boolean;
}

interface Plan {
  readonly errand: Errand;
  readonly region: Region;
  readonly sceneKey: string;
  left: number[];
  expected: Spot | undefined;
}

/** How much less it is worth to touch something from another side. */
const OTHER_SIDE = 1;
const LEAST_SCORE = -1.2;
/** Of larger things any part is as good as their middle. */
const LARGE_AREA = 60;
const OTHER_KEYS = [5, 7];
const MAX_DETOURS = 6;

/** Walks the mover to one object after another. */
export function createTour(random: Random): Strategy {
  const tracker = createMoverTracker();
  const terrain = createTerrain();
  const scene = createScene();
  const records = new Map<number, Record>();
  let regions = new Map<string, Region[]>();
  let touched = new Map<number, number>();
  let used = new Map<number, number>();
  let dead = new Set<number>();
  let probes = new Map<number, number>();
  let plan: Plan | undefined;
  let holding = "";
  let newRegions = 0;
  /** How often an errand was begun again since the last one was finished, having gone off its way. */
  let detours = new Map<number, number>();

  const recordOf = (kind: number): Record => {
    const known = records.get(kind);
    if (known) return known;
    const record = { tries: 0, events: 0, deaths: 0 };
    records.set(kind, record);
    return record;
  };

  const shiftsOf = (place: Place): KeyShift[] =>
    place.frame.availableActions.flatMap((key) => {
      if (key === 0 || key === CLICK) return [];
      const shift = tracker.shiftOf(key);
      return shift && (shift.dx !== 0 || shift.dy !== 0) ? [{ key, dx: shift.dx, dy: shift.dy }] : [];
    });

  const reachFrom = (place: Place) => {
    const { mover } = tracker;
    if (!mover) return new Map<number, Reachable>();
    return findReach(scene.view, mover, shiftsOf(place), terrain, (spot, key) =>
      dead.has(hashNumbers(spotCode(spot), key)),
    );
  };

  const regionOf = (reach: ReadonlyMap<number, Reachable>): Region => {
    const known = regions.get(scene.key) ?? [];
    regions.set(scene.key, known);
    const same = known.find(({ spot }) => reach.has(spotCode(spot)));
    if (same) return same;
    const region: Region = {
      spot: tracker.mover?.spot ?? { x: -1, y: -1 },
      done: new Map(),
      leadsTo: new Map(),
    };
    known.push(region);
    newRegions += 1;
    return region;
  };

  /** The ways to touch each target: by the key that ends each, the nearest; or, to stand in its middle, the nearest to that. */
  const visits = (place: Place, reach: ReadonlyMap<number, Reachable>, { targets, at }: Targets) => {
    const ways = new Map<Target, Map<number, Way>>();
    const { mover } = tracker;
    if (!mover) return ways;
    const view = scene.view;
    const { width, height } = mover.sprite;
    const shifts = shiftsOf(place);
    const hits = new Map<number, ReadonlySet<number>>();
    const hitsAt = (spot: Spot): ReadonlySet<number> => {
      const code = spotCode(spot);
      const known = hits.get(code);
      if (known) return known;
      const found = new Set<number>();
      for (const cell of cellsOf(view, mover.sprite, spot)) {
        for (const index of at[cell] ?? []) found.add(index);
      }
      hits.set(code, found);
      return found;
    };
    const add = (target: Target, way: Way) => {
      const known = ways.get(target) ?? new Map<number, Way>();
      ways.set(target, known);
      const old = known.get(way.key);
      if (!old || way.off < old.off) known.set(way.key, way);
    };
    for (const reachable of reach.values()) {
      const { spot } = reachable;
      const here = hitsAt(spot);
      for (const shift of shifts) {
        const next = { x: spot.x + shift.dx, y: spot.y + shift.dy };
        const hit = hitsAt(next);
        if (hit.size === 0) continue;
        const isOpen =
          reach.has(spotCode(next)) && terrain.isOpen(sweep(view, mover, spot, shift));
        for (const index of hit) {
          const target = targets[index] as Target;
          const { left, right, top, bottom, area } = target.component;
          const off =
            !isOpen || area > LARGE_AREA
              ? 0
              : Math.abs(2 * next.x + width - 1 - left - right) +
                Math.abs(2 * next.y + height - 1 - top - bottom);
          // What is under way inside it only counts where it leads nearer to its middle.
          if (here.has(index) && (off === 0 || reachable.from !== null) && area > LARGE_AREA) continue;
          add(target, { key: shift.key, from: reachable, off, isBump: !isOpen });
        }
      }
    }
    return ways;
  };

  /** The spot where the mover lies on most things of its colours, two at least. */
  const bestCover = (targets: readonly Target[], reach: ReadonlyMap<number, Reachable>) => {
    const { mover } = tracker;
    if (!mover) return undefined;
    const small = targets.filter(({ component }) => component.area <= 36);
    const at = new Map<number, { index: number; colour: number }>();
    for (const [index, { component: { colour, left, right, top, bottom } }] of small.entries()) {
      for (let y = top; y <= bottom; y++) {
        for (let x = left; x <= right; x++) {
          if (scene.view.cells[y * scene.view.width + x] === colour) at.set(y * scene.view.width + x, { index, colour });
        }
      }
    }
    if (at.size === 0) return undefined;
    let best: Reachable | undefined;
    let most = 1;
    const { sprite } = mover;
    for (const reachable of reach.values()) {
      const hit = new Set<number>();
      for (let i = 0; i < sprite.dx.length; i++) {
        const x = reachable.spot.x + (sprite.dx[i] as number);
        const y = reachable.spot.y + (sprite.dy[i] as number);
        if (x < 0 || y < 0 || x >= scene.view.width) continue;
        const thing = at.get(y * scene.view.width + x);
        if (thing && thing.colour === sprite.colours[i]) hit.add(thing.index);
      }
      if (hit.size > most) {
        most = hit.size;
        best = reachable;
      }
    }
    return best?.from ? best : undefined;
  };

  const errands = (place: Place, reach: ReadonlyMap<number, Reachable>): Errand[] => {
    const { mover } = tracker;
    const things = listTargets(scene.view);
    const { targets } = things;
    const ways = visits(place, reach, things);
    const found: Errand[] = [];
    const rate = ({ events, tries }: Record, unknown: number) => (tries > 0 ? events / tries : unknown);
    const colours = new Set(mover?.sprite.colours);
    const switches = place.frame.availableActions.some((id) => id === 5 || id === CLICK);
    const held = holding === scene.key ? 4 : 0;
    const covered = mover && bestCover(targets, reach);
    if (covered) {
      found.push({ id: hashNumbers(5, spotCode(covered.spot)), kind: 5, score: 5 - covered.distance / 40, codes: keysTo(covered), settles: true });
    }
    for (const target of targets) {
      const { component } = target;
      const base = 1.5 / target.alike + (target.isRare ? 0.8 : 0);
      const kind = hashNumbers(1, target.kind);
      const known = ways.get(target);
      if (known && mover) {
        const record = recordOf(kind);
        const times = touched.get(target.id) ?? 0;
        const width = component.right - component.left + 1;
        const height = component.bottom - component.top + 1;
        const sameSize =
          Math.abs(width - mover.sprite.width) <= 2 && Math.abs(height - mover.sprite.height) <= 2;
        const excess = height - mover.sprite.height;
        const all = [...known.values()].sort(
          (a, b) => Number(a.isBump) - Number(b.isBump) || a.off - b.off || a.from.distance - b.from.distance,
        );
        // What moves or changes when touched may do so otherwise from another side.
        for (const [rank, way] of all.entries()) {
          if (rank > 0 && record.events === 0) break;
          const isPlace =
            switches &&
            target.alike < 8 &&
            excess === width - mover.sprite.width &&
            [0, 2, 4].includes(excess) &&
            (excess === 0 || component.area < width * height) &&
            !way.isBump;
          const score =
            base +
            (isPlace ? 2 : 0) +
            (colours.has(component.colour) && component.area < 300 ? 1 : 0) +
            (sameSize ? 0.7 : 0) +
            rate(record, 0.3) -
            Math.min(1.5, 0.35 * (record.tries - record.events)) +
            (times === 0 ? 0.8 : -0.3 * Math.min(4, times)) -
            (way.from.distance + 1) / 40 -
            (way.isBump ? 0.3 : 0) -
            (rank > 0 ? OTHER_SIDE : 0) -
            Math.min(1.6, 0.4 * record.deaths);
          const id = hashNumbers(target.id, 1, record.events === 0 ? 0 : way.key);
          found.push({ id, kind, score, codes: [...keysTo(way.from), way.key], settles: isPlace });
        }
      }
      if (place.frame.availableActions.includes(CLICK)) {
        const clickKind = hashNumbers(2, target.kind);
        const record = recordOf(clickKind);
        const id = hashNumbers(target.id, 2);
        const score =
          held +
          base +
          (component.colour >= 6 ? 0.3 : 0) +
          rate(record, 0.2) -
          Math.min(3, 0.8 * (record.tries - record.events)) -
          Math.min(2.5, 0.15 * (used.get(id) ?? 0)) -
          (component.area < 4 ? 0.6 : 0);
        found.push({ id, kind: clickKind, score, codes: [clickCode(component.x, component.y)] });
      }
    }
    for (const key of OTHER_KEYS) {
      if (!place.frame.availableActions.includes(key) || tracker.knows(key)) continue;
      const kind = hashNumbers(3, key);
      const record = recordOf(kind);
      const score =
        (key === 5 ? 1.6 + held : -1) +
        0.5 * rate(record, 0.2) -
        Math.min(3, 0.5 * (record.tries - record.events)) -
        Math.min(2.5, 0.15 * (used.get(kind) ?? 0));
      found.push({ id: kind, kind, score, codes: [key] });
    }
    return found;
  };

  const open = (all: readonly Errand[], region: Region): Errand | undefined => {
    let best: Errand | undefined;
    let bestScore = LEAST_SCORE;
    for (const errand of all) {
      if ((region.done.get(errand.id) ?? 0) > 0) continue;
      const score = errand.score + 0.05 * random.next();
      if (score > bestScore) {
        bestScore = score;
        best = errand;
      }
    }
    return best;
  };

  /** The errand that leads on towards a region with something left to do. */
  const detour = (all: readonly Errand[], region: Region): Errand | undefined => {
    const byId = new Map(all.map((errand) => [errand.id, errand]));
    const queue: { region: Region; first: number }[] = [];
    const seen = new Set([region]);
    const push = (from: Region, first: number | undefined) => {
      for (const [id, edge] of from.leadsTo) {
        if (seen.has(edge.region) || edge.taken >= 4) continue;
        if (first === undefined && !byId.has(id)) continue;
        seen.add(edge.region);
        queue.push({ region: edge.region, first: first ?? id });
      }
    };
    push(region, undefined);
    for (let head = 0; head < queue.length; head++) {
      const { region: there, first } = queue[head] as (typeof queue)[number];
      if (!exhausted.has(there)) return byId.get(first);
      push(there, first);
    }
    return undefined;
  };
  let exhausted = new Set<Region>();

  const finish = (place: Place | undefined, died: boolean) => {
    if (!plan) return;
    detours = new Map();
    const { errand, region, sceneKey, left } = plan;
    plan = undefined;
    const record = recordOf(errand.kind);
    record.tries += 1;
    region.done.set(errand.id, (region.done.get(errand.id) ?? 0) + 1);
    used.set(errand.id, (used.get(errand.id) ?? 0) + 1);
    if (died) record.deaths += 1;
    if (!place) return;
    if (scene.key !== sceneKey) record.events += 1;
    holding = errand.settles && left.length === 0 ? scene.key : "";
    const next = regionOf(reachFrom(place));
    if (next === region) return;
    const edge = region.leadsTo.get(errand.id);
    region.leadsTo.set(errand.id, { region: next, taken: (edge?.taken ?? 0) + 1 });
  };

  const step = (current: Plan): number => {
    const code = current.left.shift() as number;
    const shift = isClickCode(code) ? undefined : tracker.shiftOf(code);
    const { mover } = tracker;
    current.expected =
      shift && mover && current.left.length > 0
        ? { x: mover.spot.x + shift.dx, y: mover.spot.y + shift.dy }
        : undefined;
    return code;
  };

  return {
    name: "tour",
    earned() { const n = newRegions; newRegions = 0; return tracker.trust() < 0.8 ? 0 : n; },
    begin(place, isNew) {
      plan = undefined;
      if (isNew) {
        regions = new Map();
        touched = new Map();
        used = new Map();
        dead = new Set();
        probes = new Map();
        exhausted = new Set();
      }
      tracker.relocate(place.view);
      scene.clear();
      scene.see(place.view, tracker.mover);
    },

    propose(place) {
      if (!tracker.mover) {
        const key = place.frame.availableActions.find(
          (id) => id > 0 && id !== CLICK && id !== 7 && (probes.get(id) ?? 0) < 2,
        );
        if (key === undefined) return undefined;
        probes.set(key, (probes.get(key) ?? 0) + 1);
        return key;
      }
      if (plan && plan.left.length > 0) return step(plan);
      const reach = reachFrom(place);
      const region = regionOf(reach);
      const all = errands(place, reach);
      let next = open(all, region);
      if (!next) {
        exhausted.add(region);
        next = detour(all, region);
      } else exhausted.delete(region);
      if (!next) return undefined;
      if ((globalThis as any).LAB?.dbg) console.error("reach", reach.size, "of", all.length, "best", next.score.toFixed(2), "top", all.map((e) => e.score.toFixed(2) + ":" + e.codes.length).sort().reverse().slice(0, 4).join(" "), (terrain as any).dump?.());
      plan = { errand: next, region, sceneKey: scene.key, left: [...next.codes], expected: undefined };
      return step(plan);
    },

    observe({ from, code, to }: Transition) {
      const { mover } = tracker;
      if (typeof to === "number") {
        if (to === DEATH && mover && !isClickCode(code)) {
          const shift = tracker.shiftOf(code);
          if (shift) {
            dead.add(hashNumbers(spotCode(mover.spot), code));
            terrain.killed(sweep(scene.view, mover, mover.spot, { key: code, ...shift }));
          }
        }
        finish(undefined, to === DEATH);
        return;
      }
      if (isClickCode(code)) {
        scene.see(to.view, mover);
        if (plan) finish(to, false);
        return;
      }
      const before = scene.view;
      const motion = tracker.watch(from.view, code, to.view);
      if ((globalThis as any).LAB?.dbg) console.error(code, motion.kind, JSON.stringify((motion as any).by), JSON.stringify(tracker.mover?.spot), tracker.mover?.sprite.width, tracker.mover?.sprite.height, "trust", tracker.trust().toFixed(2), plan ? `plan ${plan.errand.codes} left ${plan.left}` : "");
      if (motion.kind === "found" && tracker.mover) {
        scene.uncover(cellsOf(from.view, tracker.mover.sprite, motion.from));
      }
      if (mover && motion.kind === "moved") {
        terrain.passed(sweep(before, mover, motion.from, { key: code, ...motion.by }));
      } else if (mover && motion.kind === "stayed" && tracker.knows(code)) {
        const shift = tracker.shiftOf(code);
        if (shift) terrain.blocked(sweep(before, mover, mover.spot, { key: code, ...shift }));
      }
      scene.see(to.view, tracker.mover);
      noteTouches();
      if (!plan) return;
      // Something else obeys the keys than the plan was made for.
      if (motion.kind === "found") plan = undefined;
      if (!plan) return;
      const { expected } = plan;
      const spot = tracker.mover?.spot;
      const offCourse = expected && (!spot || spot.x !== expected.x || spot.y !== expected.y);
      if (plan.left.length === 0 || scene.key !== plan.sceneKey) finish(to, false);
      else if (offCourse) {
        const times = (detours.get(plan.errand.id) ?? 0) + 1;
        if (times > MAX_DETOURS) finish(to, false);
        else {
          detours.set(plan.errand.id, times);
          plan = undefined;
        }
      }
    },
  };

  function noteTouches() {
    const { mover } = tracker;
    if (!mover) return;
    const { targets, at } = listTargets(scene.view);
    const hit = new Set<number>();
    for (const cell of cellsOf(scene.view, mover.sprite, mover.spot)) {
      for (const index of at[cell] ?? []) hit.add(index);
    }
    for (const index of hit) {
      const { id } = targets[index] as Target;
      touched.set(id, (touched.get(id) ?? 0) + 1);
    }
  }
}
