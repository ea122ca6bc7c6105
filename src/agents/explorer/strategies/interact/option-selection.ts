import type { Random } from "../../../../base/random.ts";
import { ACT, CLICK, UNDO } from "../../../../game/action.ts";
import type { Followed, Walker } from "../../model/moves/navigation.ts";
import type { Place } from "../../perception/place.ts";
import { listTargets, type Targets } from "../../perception/targets.ts";
import type { View } from "../../perception/view.ts";
import type { Mover } from "../../tracking/avatar.ts";
import { createRegions, type Region } from "./abstract-states.ts";
import { createOutcomes } from "./credit-assignment.ts";
import { listErrands } from "./list-options.ts";
import { createErrandRecords, type Errand, type LevelCounts } from "./option.ts";
import { startTrip, type Trip } from "./running-option.ts";

/** Which errands there are in a level, where they were run, and what came of them. */
export interface Itinerary {
  /** The level begins, or begins again. */
  begin(isNew: boolean): void;
  /** The errand to set out on next; undefined where none is left that promises enough. */
  next(place: Place, mover: Mover): Trip | undefined;
  /** Takes in an action after the walker did; `trip`: the one it was for. */
  see(followed: Followed, isChanged: boolean, trip: Trip | undefined): void;
  /** A trip is over; `end`: where it ended. */
  done(trip: Trip, end: Place): void;
  /** The level ended with the last action of a trip, by a death or not. */
  ended(trip: Trip, isDeath: boolean): void;
  /** What changed below the mover was due to the errand before: this one goes on from there. */
  resume(trip: Trip, place: Place): void;
  /** How many regions of the level were found. */
  count(): number;
}

/** Starts with nothing run. What came of each kind of errand holds for all levels. */
export function createItinerary(walker: Walker, random: Random): Itinerary {
  const { scene } = walker;
  const records = createErrandRecords();
  const outcomes = createOutcomes(records);
  let counts: LevelCounts = { touched: new Map(), used: new Map() };
  let regions = createRegions(random);
  /** The errand that ended last; what changed below the mover shows only when it goes on. */
  let last: { readonly errand: Errand; readonly region: Region } | undefined;
  /** The scene in which the mover settled, to hold its place. */
  let heldIn: string | undefined;
  let latest: { readonly view: View; readonly things: Targets } | undefined;

  const things = (): Targets => {
    const { view } = scene;
    if (latest?.view !== view) latest = { view, things: listTargets(view) };
    return latest.things;
  };

  /** Whether a key is there for something else than to move the mover. */
  const isOtherKey = (key: number): boolean => (key === ACT || key === UNDO) && !walker.knows(key);

  const regionAt = ({ frame: { availableActions } }: Place): Region | undefined => {
    const { mover } = walker;
    return mover && regions.at(scene.key, mover.spot, walker.reach(mover, availableActions));
  };

  /** `end`: where it ended, undefined where the try at the level did. */
  const finish = ({ errand, region, left }: Trip, end: Place | undefined) => {
    counts.used.set(errand.id, (counts.used.get(errand.id) ?? 0) + 1);
    heldIn = errand.settles && left.length === 0 ? scene.key : undefined;
    regions.done(region, errand, end && regionAt(end));
    last = { errand, region };
  };

  return {
    begin(isNew) {
      last = undefined;
      outcomes.begin();
      if (!isNew) return;
      counts = { touched: new Map(), used: new Map() };
      regions = createRegions(random);
    },
    next({ frame: { availableActions } }, mover) {
      const reach = walker.reach(mover, availableActions);
      const region = regions.at(scene.key, mover.spot, reach);
      const outlook = {
        view: scene.view,
        things: things(),
        mover,
        terrain: walker.terrain,
        reach,
        shifts: walker.shifts(availableActions),
        otherKeys: availableActions.filter(isOtherKey),
        takesClicks: availableActions.includes(CLICK),
        holds: heldIn === scene.key,
      };
      const errand = regions.next(region, listErrands(outlook, records, counts));
      return errand && startTrip(errand, region, scene.key);
    },
    see(followed, isChanged, trip) {
      const outcome = {
        scene: scene.view,
        things: things(),
        mover: followed === "ignored" ? undefined : walker.mover,
        change: isChanged ? walker.change : undefined,
        done: trip?.left.length === 0 ? trip.errand.kind : undefined,
        last: last?.errand.kind,
      };
      outcomes.see(outcome, counts);
    },
    done: finish,
    ended(trip, isDeath) {
      records.note(trip.errand.kind, "tries");
      records.note(trip.errand.kind, isDeath ? "deaths" : "events");
      finish(trip, undefined);
    },
    resume(trip, place) {
      const region = regionAt(place);
      if (!region) return;
      if (last?.region === trip.region) regions.done(last.region, last.errand, region);
      trip.region = region;
      trip.sceneKey = scene.key;
    },
    count: () => regions.count(),
  };
}
