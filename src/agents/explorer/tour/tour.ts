import type { Random } from "../../../base/random.ts";
import { CLICK, RESET } from "../../../game/action.ts";
import { DEATH } from "../../../memory/state-graph.ts";
import type { Place } from "../level-play.ts";
import type { Strategy } from "../strategy.ts";
import type { View } from "../view.ts";
import { createErrandRecords, type Errand, type LevelCounts } from "./errand.ts";
import { listErrands } from "./list-errands.ts";
import type { Mover } from "./mover.ts";
import { createOutcomes } from "./outcomes.ts";
import { createRegions, type Region } from "./regions.ts";
import { shifted } from "./sprite.ts";
import { listTargets, type Targets } from "./targets.ts";
import type { Trip } from "./trip.ts";
import { createWalker, type Followed } from "./walker.ts";

const UNDO = 7;
/** Regions found in a turn, and the share of keys whose result was foreseen, that make it worth its actions. */
const LEAST_REGIONS = 2;
const LEAST_TRUST = 0.8;
/** Presses of each key to find out what it moves. */
const PROBES = 2;
/** How often a level is started again where what moves by itself leaves no way. */
const MAX_RESTARTS = 8;
/** How often an errand is begun anew because the way was not as thought. */
const MAX_REPLANS = 6;
/** How often an errand is put off because the scene changed on the way. */
const MAX_INTERRUPTIONS = 3;

/**
 * Finds out what the keys move, and walks it to one thing after another: what it touches, where it
 * stands, what else is pressed or clicked meanwhile. All thinking is done in a model of what blocks,
 * which costs no actions; a plan is dropped at its first mismatch.
 */
export function createTour(random: Random): Strategy {
  const walker = createWalker();
  const { scene } = walker;
  const records = createErrandRecords();
  const outcomes = createOutcomes(records);
  let counts: LevelCounts = { touched: new Map(), used: new Map() };
  let regions = createRegions(random);
  let probes = new Map<number, number>();
  let trip: Trip | undefined;
  /** The errand that ended last; what changed below the mover shows only when it goes on. */
  let last: { readonly errand: Errand; readonly region: Region } | undefined;
  let interruptions = new Map<number, number>();
  let replans = 0;
  let restarts = 0;
  let steps = 0;
  let regionsBefore = 0;
  let heldIn: string | undefined;
  let latest: { readonly view: View; readonly things: Targets } | undefined;

  const things = (): Targets => {
    const { view } = scene;
    if (latest?.view !== view) latest = { view, things: listTargets(view) };
    return latest.things;
  };

  const probe = (available: readonly number[]): number | undefined => {
    const key = available.find(
      (id) => id > 0 && id !== CLICK && id !== UNDO && (probes.get(id) ?? 0) < PROBES,
    );
    if (key !== undefined) probes.set(key, (probes.get(key) ?? 0) + 1);
    return key;
  };

  const regionAt = ({ frame: { availableActions } }: Place): Region | undefined => {
    const { mover } = walker;
    return mover && regions.at(scene.key, mover.spot, walker.reach(mover, availableActions));
  };

  const plan = ({ frame: { availableActions } }: Place, mover: Mover): typeof trip => {
    const reach = walker.reach(mover, availableActions);
    const region = regions.at(scene.key, mover.spot, reach);
    const otherKeys = availableActions.filter(
      (key) => (key === 5 || key === UNDO) && !walker.knows(key),
    );
    const errands = listErrands(
      {
        view: scene.view,
        things: things(),
        mover,
        terrain: walker.terrain,
        reach,
        shifts: walker.shifts(availableActions),
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
    const shift = walker.shiftOf(code);
    const matters = shift !== undefined && under.left.length > 0;
    under.code = code;
    under.expected = matters ? shifted(spot, shift) : undefined;
    return code;
  };

  /** The errand under way is over; `place`: where it ended, undefined where the try at the level did. */
  const finish = (place: Place | undefined) => {
    if (!trip) return;
    const { errand, region, left } = trip;
    trip = undefined;
    replans = 0;
    counts.used.set(errand.id, (counts.used.get(errand.id) ?? 0) + 1);
    heldIn = errand.settles && left.length === 0 ? scene.key : undefined;
    regions.done(region, errand, place && regionAt(place));
    last = { errand, region };
  };

  /** The scene changed on the way. */
  const interrupt = (under: Trip, place: Place) => {
    const { id } = under.errand;
    const times = (interruptions.get(id) ?? 0) + 1;
    interruptions.set(id, times);
    if (times > MAX_INTERRUPTIONS) finish(place);
    else trip = undefined;
  };

  /** What changed below the mover was due to the errand before: this one goes on from there. */
  const goOn = (under: Trip, place: Place) => {
    const region = regionAt(place);
    if (!region) return;
    if (last?.region === under.region) regions.done(last.region, last.errand, region);
    under.region = region;
    under.sceneKey = scene.key;
  };

  const record = (followed: Followed, isChanged: boolean) => {
    const outcome = {
      scene: scene.view,
      things: things(),
      mover: followed === "ignored" ? undefined : walker.mover,
      change: isChanged ? walker.change : undefined,
      done: trip?.left.length === 0 ? trip.errand.kind : undefined,
      last: last?.errand.kind,
    };
    outcomes.see(outcome, counts);
  };

  return {
    name: "touring",

    begin(place, isNew) {
      trip = undefined;
      last = undefined;
      outcomes.begin();
      if (isNew) {
        counts = { touched: new Map(), used: new Map() };
        regions = createRegions(random);
        regionsBefore = 0;
        probes = new Map();
        interruptions = new Map();
        restarts = 0;
      }
      steps = 0;
      walker.begin(place.view, isNew);
    },

    propose(place) {
      const { mover } = walker;
      if (!mover) return probe(place.frame.availableActions);
      if (!trip || trip.left.length === 0) trip = plan(place, mover);
      if (trip) return step(trip, mover);
      if (!walker.isHindered || steps === 0 || restarts >= MAX_RESTARTS) return undefined;
      restarts += 1;
      return RESET.id;
    },

    observe({ from, code, to }) {
      steps += 1;
      // Another strategy acted: what was planned is out of date.
      if (trip && trip.code !== code) trip = undefined;
      if (typeof to === "number") {
        // Who was caught on the way has not tried what it set out for.
        if (to === DEATH && walker.died(code)) trip = undefined;
        if (!trip) return;
        records.note(trip.errand.kind, "tries");
        records.note(trip.errand.kind, to === DEATH ? "deaths" : "events");
        return finish(undefined);
      }
      const sceneBefore = scene.key;
      const followed = walker.watch(from.view, code, to.view);
      if (followed === "changed") trip = undefined;
      record(followed, scene.key !== sceneBefore);
      if (!trip) return;
      const { expected } = trip;
      const spot = walker.mover?.spot;
      const isOff = expected && (!spot || spot.x !== expected.x || spot.y !== expected.y);
      if (trip.left.length === 0) finish(to);
      else if (scene.key !== trip.sceneKey) {
        if (walker.change.beside > 0) interrupt(trip, to);
        else goOn(trip, to);
      }
      if (trip && isOff && ++replans > MAX_REPLANS) finish(to);
      else if (isOff || walker.isSurprised) trip = undefined;
    },

    calls: () => walker.mover !== undefined && walker.isUnderstood(),

    paid() {
      const found = regions.count() - regionsBefore;
      regionsBefore += found;
      return found >= LEAST_REGIONS && walker.trust() >= LEAST_TRUST;
    },
  };
}
