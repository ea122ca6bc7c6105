import type { Random } from "../../../base/random.ts";
import { CLICK } from "../../../game/action.ts";
import { isClickCode } from "../../../memory/action-code.ts";
import { hashNumbers } from "../../../memory/hash.ts";
import { DEATH } from "../../../memory/state-graph.ts";
import type { Place } from "../level-play.ts";
import type { Strategy } from "../strategy.ts";
import type { View } from "../view.ts";
import { createErrandRecords, type LevelCounts, type Trip } from "./errand.ts";
import { listErrands } from "./list-errands.ts";
import { createMoverTracker, type Mover } from "./mover.ts";
import { findReach, type KeyShift, spotCode, sweep } from "./reach.ts";
import { createRegions, type Region } from "./regions.ts";
import { createScene } from "./scene.ts";
import { cellsOf } from "./sprite.ts";
import { listTargets, type Target, type Targets } from "./targets.ts";
import { createTerrain } from "./terrain.ts";

const UNDO = 7;
/** Regions found in a turn, and the share of keys whose result was foreseen, that make it worth its actions. */
const LEAST_REGIONS = 2;
const LEAST_TRUST = 0.8;
/** Presses of each key to find out what it moves. */
const PROBES = 2;
/** How often an errand is begun anew because the way was not as thought. */
const MAX_REPLANS = 6;

/**
 * Finds out what the keys move, and walks it to one thing after another: what it touches, where it
 * stands, what else is pressed or clicked meanwhile. All thinking is done in a model of what blocks,
 * which costs no actions; a plan is dropped at its first mismatch.
 */
export function createTour(random: Random): Strategy {
  const tracker = createMoverTracker();
  const terrain = createTerrain();
  const scene = createScene();
  const records = createErrandRecords();
  let counts: LevelCounts = { touched: new Map(), used: new Map() };
  let regions = createRegions(random);
  /** Spots and keys that the mover died of on this level. */
  let deadly = new Set<number>();
  /** Spots at which a key did nothing before it was ever seen to move the mover: no word against the terrain. */
  let stuck = new Set<number>();
  let probes = new Map<number, number>();
  let trip: (Trip & { readonly region: Region }) | undefined;
  let replans = 0;
  let regionsBefore = 0;
  let heldIn: string | undefined;
  let latest: { readonly view: View; readonly things: Targets } | undefined;

  const things = (): Targets => {
    const { view } = scene;
    if (latest?.view !== view) latest = { view, things: listTargets(view) };
    return latest.things;
  };

  const shiftsAmong = (available: readonly number[]): KeyShift[] =>
    available.flatMap((key) => {
      const shift = key === 0 || key === CLICK ? undefined : tracker.shiftOf(key);
      return shift ? [{ key, dx: shift.dx, dy: shift.dy }] : [];
    });

  const reachOf = (mover: Mover, available: readonly number[]) =>
    findReach(scene.view, mover, shiftsAmong(available), terrain, (spot, key) => {
      const edge = hashNumbers(spotCode(spot), key);
      return deadly.has(edge) || (stuck.has(edge) && !tracker.knows(key));
    });

  const probe = (available: readonly number[]): number | undefined => {
    const key = available.find(
      (id) => id > 0 && id !== CLICK && id !== UNDO && (probes.get(id) ?? 0) < PROBES,
    );
    if (key !== undefined) probes.set(key, (probes.get(key) ?? 0) + 1);
    return key;
  };

  const plan = ({ frame: { availableActions } }: Place, mover: Mover): typeof trip => {
    const reach = reachOf(mover, availableActions);
    const region = regions.at(scene.key, mover.spot, reach);
    const otherKeys = availableActions.filter(
      (key) => (key === 5 || key === UNDO) && !tracker.knows(key),
    );
    const errands = listErrands(
      {
        view: scene.view,
        things: things(),
        mover,
        terrain,
        reach,
        shifts: shiftsAmong(availableActions),
        otherKeys,
        takesClicks: availableActions.includes(CLICK),
        holds: heldIn === scene.key,
      },
      records,
      counts,
    );
    const errand = regions.next(region, errands);
    return (
      errand && {
        errand,
        region,
        sceneKey: scene.key,
        left: [...errand.codes],
        code: 0,
        expected: undefined,
      }
    );
  };

  const step = (under: Trip, { spot }: Mover): number => {
    const code = under.left.shift() as number;
    const shift = isClickCode(code) ? undefined : tracker.shiftOf(code);
    const matters = shift !== undefined && under.left.length > 0;
    under.code = code;
    under.expected = matters ? { x: spot.x + shift.dx, y: spot.y + shift.dy } : undefined;
    return code;
  };

  /** The errand under way is over; `place`: where it ended, undefined where the try at the level did. */
  const finish = (place: Place | undefined, died: boolean) => {
    if (!trip) return;
    const { errand, region, sceneKey, left } = trip;
    trip = undefined;
    replans = 0;
    counts.used.set(errand.id, (counts.used.get(errand.id) ?? 0) + 1);
    records.note(errand.kind, { event: place !== undefined && scene.key !== sceneKey, died });
    heldIn = errand.settles && left.length === 0 ? scene.key : undefined;
    const { mover } = tracker;
    const end =
      place &&
      mover &&
      regions.at(scene.key, mover.spot, reachOf(mover, place.frame.availableActions));
    regions.done(region, errand, end);
  };

  const noteTouches = (mover: Mover) => {
    const { targets, at } = things();
    const touched = new Set<number>();
    for (const cell of cellsOf(scene.view, mover.sprite, mover.spot)) {
      for (const index of at[cell] ?? []) touched.add((targets[index] as Target).id);
    }
    for (const id of touched) counts.touched.set(id, (counts.touched.get(id) ?? 0) + 1);
  };

  const noteDeath = (code: number) => {
    const { mover } = tracker;
    const shift = isClickCode(code) ? undefined : tracker.shiftOf(code);
    if (!mover || !shift) return;
    deadly.add(hashNumbers(spotCode(mover.spot), code));
    terrain.killed(sweep(scene.view, mover, mover.spot, { ...shift, key: code }));
  };

  /** Follows the mover; returns whether another thing than before obeys the keys. */
  const follow = (from: Place, key: number, to: Place): boolean => {
    const { mover } = tracker;
    const ground = scene.view;
    const motion = tracker.watch(from.view, key, to.view);
    if (motion.kind === "found" && tracker.mover) {
      scene.uncover(cellsOf(from.view, tracker.mover.sprite, motion.from));
    }
    const shift = tracker.shiftOf(key);
    if (mover && motion.kind === "moved") {
      terrain.passed(sweep(ground, mover, motion.from, { ...motion.by, key }));
    } else if (mover && shift && motion.kind === "stayed") {
      if (tracker.knows(key)) terrain.blocked(sweep(ground, mover, mover.spot, { ...shift, key }));
      else stuck.add(hashNumbers(spotCode(mover.spot), key));
    }
    scene.see(to.view, tracker.mover);
    if (tracker.mover) noteTouches(tracker.mover);
    return motion.kind === "found";
  };

  return {
    name: "touring",

    begin(place, isNew) {
      trip = undefined;
      if (isNew) {
        counts = { touched: new Map(), used: new Map() };
        regions = createRegions(random);
        regionsBefore = 0;
        deadly = new Set();
        stuck = new Set();
        probes = new Map();
      }
      tracker.relocate(place.view);
      scene.clear();
      scene.see(place.view, tracker.mover);
    },

    propose(place) {
      const { mover } = tracker;
      if (!mover) return probe(place.frame.availableActions);
      if (!trip || trip.left.length === 0) trip = plan(place, mover);
      return trip && step(trip, mover);
    },

    observe({ from, code, to }) {
      // Another strategy acted: what was planned is out of date.
      if (trip && trip.code !== code) trip = undefined;
      if (typeof to === "number") {
        if (to === DEATH) noteDeath(code);
        finish(undefined, to === DEATH);
        return;
      }
      if (isClickCode(code)) scene.see(to.view, tracker.mover);
      else if (follow(from, code, to)) trip = undefined;
      if (!trip) return;
      const { expected } = trip;
      const spot = tracker.mover?.spot;
      const isOff = expected && (!spot || spot.x !== expected.x || spot.y !== expected.y);
      if (trip.left.length === 0 || scene.key !== trip.sceneKey) finish(to, false);
      else if (isOff && ++replans > MAX_REPLANS) finish(to, false);
      else if (isOff) trip = undefined;
    },

    paid() {
      const found = regions.count() - regionsBefore;
      regionsBefore += found;
      return found >= LEAST_REGIONS && tracker.trust() >= LEAST_TRUST;
    },
  };
}
