import type { Random } from "../../../base/random.ts";
import { CLICK, RESET } from "../../../game/action.ts";
import { isClickCode } from "../../../memory/action-code.ts";
import { DEATH } from "../../../memory/state-graph.ts";
import type { Place } from "../level-play.ts";
import type { Shift } from "../shift-votes.ts";
import type { Strategy } from "../strategy.ts";
import type { View } from "../view.ts";
import { createBlockedSteps } from "./blocked-steps.ts";
import { createButtons } from "./buttons.ts";
import { createErrandRecords, type LevelCounts, type Trip } from "./errand.ts";
import { listErrands } from "./list-errands.ts";
import { createMoverTracker, type Mover } from "./mover.ts";
import { createPerils } from "./perils.ts";
import { createFloor, findReach, type KeyShift, sweep } from "./reach.ts";
import { findReachInTime } from "./reach-in-time.ts";
import { createRegions, type Region } from "./regions.ts";
import { createScene } from "./scene.ts";
import { cellsOf, type Spot } from "./sprite.ts";
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
  const perils = createPerils();
  const buttons = createButtons();
  const records = createErrandRecords();
  let counts: LevelCounts = { touched: new Map(), used: new Map() };
  let regions = createRegions(random);
  let blocked = createBlockedSteps();
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

  /** How an action usually moves the mover. */
  const shiftOf = (code: number): Shift | undefined =>
    code === RESET.id || code === CLICK || (isClickCode(code) && !buttons.list().includes(code))
      ? undefined
      : tracker.shiftOf(code);

  const shiftsAmong = (available: readonly number[]): KeyShift[] =>
    [...available, ...(available.includes(CLICK) ? buttons.list() : [])].flatMap((key) => {
      const shift = shiftOf(key);
      return shift ? [{ key, dx: shift.dx, dy: shift.dy }] : [];
    });

  const reachOf = (mover: Mover, available: readonly number[]) => {
    const { view } = scene;
    const floor = createFloor(view, mover, shiftsAmong(available), terrain, (spot, key) =>
      blocked.has(spot, key, tracker.knows(key)),
    );
    return perils.ahead
      ? findReachInTime(view, mover, floor, perils.ahead)
      : findReach(mover.spot, floor);
  };

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
    const shift = shiftOf(code);
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

  /** Returns whether something that moves by itself is to blame. */
  const noteDeath = (code: number): boolean => {
    const { mover } = tracker;
    const shift = shiftOf(code);
    if (!mover || !shift) return false;
    const passing = perils.died(scene.view, mover, shift);
    if (!blocked.died(mover.spot, code, passing)) return true;
    terrain.killed(sweep(scene.view, mover, mover.spot, { ...shift, key: code }));
    return false;
  };

  /** `code`: the action that led to this view, with the mover at `from` before it. */
  const look = (view: View, code: number, from: Spot | undefined) => {
    // What another action moves does not move by itself.
    if (shiftOf(code)) perils.see(view, tracker.mover, from);
    else perils.skip(view, tracker.mover);
    scene.see(view, tracker.mover, perils.cells);
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
      blocked.passed(motion.from, key);
      terrain.passed(sweep(ground, mover, motion.from, { ...motion.by, key }));
    } else if (mover && shift && motion.kind === "stayed") {
      if (tracker.knows(key)) terrain.blocked(sweep(ground, mover, mover.spot, { ...shift, key }));
      else blocked.stuck(mover.spot, key);
    }
    look(to.view, key, mover?.spot);
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
        perils.forget();
        blocked = createBlockedSteps();
        probes = new Map();
      }
      tracker.relocate(place.view);
      scene.clear();
      perils.begin(place.view, tracker.mover);
      scene.see(place.view, tracker.mover, perils.cells);
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
        // Who was caught on the way has not tried what it set out for.
        if (to === DEATH && noteDeath(code)) trip = undefined;
        else finish(undefined, to === DEATH);
        return;
      }
      if (isClickCode(code)) buttons.watch(from.view, code, to.view);
      if (isClickCode(code) && !buttons.list().includes(code))
        look(to.view, code, tracker.mover?.spot);
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
