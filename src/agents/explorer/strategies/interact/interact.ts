import type { Random } from "../../../../base/random.ts";
import { RESET } from "../../../../game/action.ts";
import { DEATH } from "../../../../memory/state-graph.ts";
import { createWalker } from "../../model/moves/navigation.ts";
import type { Place } from "../../perception/place.ts";
import type { Strategy } from "../strategy.ts";
import { createProbes } from "./key-probes.ts";
import { createItinerary } from "./option-selection.ts";
import { goOn, isAstray, type Trip } from "./running-option.ts";

/** Regions found in a turn, and the share of keys whose result was foreseen, that make it worth its actions. */
const LEAST_REGIONS = 2;
const LEAST_TRUST = 0.8;
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
  const itinerary = createItinerary(walker, random);
  const probes = createProbes();
  let trip: Trip | undefined;
  /** How often each errand was put off, by its id. */
  let interruptions = new Map<number, number>();
  let replans = 0;
  let restarts = 0;
  let steps = 0;
  let regionsBefore = 0;

  /** The trip is over where it ended. */
  const finish = (done: Trip, end: Place) => {
    trip = undefined;
    replans = 0;
    itinerary.done(done, end);
  };

  /** The scene changed on the way. */
  const interrupt = (under: Trip, place: Place) => {
    const { id } = under.errand;
    const times = (interruptions.get(id) ?? 0) + 1;
    interruptions.set(id, times);
    if (times > MAX_INTERRUPTIONS) finish(under, place);
    else trip = undefined;
  };

  /** An action of the trip led to a place. */
  const check = (under: Trip, place: Place) => {
    const isOff = isAstray(under, walker.mover?.spot);
    if (under.left.length === 0) finish(under, place);
    else if (scene.key !== under.sceneKey) {
      if (walker.change.beside > 0) interrupt(under, place);
      else itinerary.resume(under, place);
    }
    if (trip && isOff && ++replans > MAX_REPLANS) finish(trip, place);
    else if (isOff || walker.isSurprised) trip = undefined;
  };

  return {
    name: "touring",

    begin(place, isNew) {
      trip = undefined;
      itinerary.begin(isNew);
      if (isNew) {
        regionsBefore = 0;
        probes.begin();
        interruptions = new Map();
        restarts = 0;
      }
      steps = 0;
      walker.begin(place.view, isNew);
    },

    propose(place) {
      const { mover } = walker;
      if (!mover) return probes.next(place.frame.availableActions);
      if (!trip || trip.left.length === 0) trip = itinerary.next(place, mover);
      if (trip) return goOn(trip, mover.spot, walker.shiftOf);
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
        itinerary.ended(trip, to === DEATH);
        trip = undefined;
        replans = 0;
        return;
      }
      const sceneBefore = scene.key;
      const followed = walker.watch(from.view, code, to.view);
      if (followed === "changed") trip = undefined;
      itinerary.see(followed, scene.key !== sceneBefore, trip);
      if (trip) check(trip, to);
    },

    calls: () => walker.mover !== undefined && walker.isUnderstood(),

    paid() {
      const found = itinerary.count() - regionsBefore;
      regionsBefore += found;
      return found >= LEAST_REGIONS && walker.trust() >= LEAST_TRUST;
    },
  };
}
