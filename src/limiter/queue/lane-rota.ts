import { type Heap, heapBelow, heapWith } from "./heap.ts";

/** What waits in a queue. */
export interface Queued {
  readonly lane: string;
  /** Grows in the order of arrival. */
  readonly order: number;
}

/** The waiters of one priority: first in first out within a lane, equal turns over the lanes. */
export interface LaneRota<W extends Queued> {
  readonly size: number;
  add(waiter: W): void;
  remove(waiter: W): void;
  all(): W[];
  /**
   * The first waiter of each lane: the lane that had the fewest turns first, then who came first.
   * Each costs O(log lanes), and only those that are asked for. Not to be walked across a change.
   */
  firsts(): Iterable<W>;
  /** Who is served before a request that `lane` adds now; null: a lane that is new. In no order. */
  before(lane: string | null): W[];
  /** A lane was granted a request, waiting or not. */
  countTurn(lane: string): void;
}

/**
 * How many turns a lane can be behind and still make up for. It evens out lanes that were away for a
 * slow reply; more would let a lane that comes back from a long break hold up the others.
 */
const CATCH_UP = 4;
/** Places given up that are kept at least before they are cleared away. */
const KEPT_PLACES = 64;

interface Lane<W> {
  turns: number;
  readonly waiters: Set<W>;
  /** Where it stands; null where nobody waits. */
  place: Place<W> | null;
}

/** Where a lane stands among the others, as long as it is the lane's own. */
interface Place<W> {
  readonly turns: number;
  readonly first: W;
  readonly lane: Lane<W>;
}

const isBefore = <W extends Queued>(a: Place<W>, b: Place<W>) =>
  a.turns === b.turns ? a.first.order < b.first.order : a.turns < b.turns;

const isTaken = <W>(place: Place<W>) => place.lane.place === place;

export function createLaneRota<W extends Queued>(): LaneRota<W> {
  const lanes = new Map<string, Lane<W>>();
  const busy = new Set<Lane<W>>();
  let size = 0;
  /** The turns of the lane served last: where a lane that is new begins. */
  let round = 0;
  /** The places of all busy lanes, and some that were given up. */
  let places: Heap<Place<W>> | null = null;
  let placeCount = 0;

  return {
    get size() {
      return size;
    },
    add(waiter) {
      const lane = laneOf(waiter.lane);
      lane.waiters.add(waiter);
      size += 1;
      if (lane.waiters.size === 1) stand(lane);
    },
    remove(waiter) {
      const lane = lanes.get(waiter.lane);
      if (!lane?.waiters.delete(waiter)) return;
      size -= 1;
      if (lane.place?.first === waiter) stand(lane);
    },
    all: () => [...busy].flatMap(({ waiters }) => [...waiters]),
    *firsts() {
      while (places && !isTaken(places.least)) takeAway(places);
      for (let rest = places; rest; rest = heapBelow(rest, isBefore)) {
        if (isTaken(rest.least)) yield rest.least.first;
      }
    },
    before(name) {
      const mine = name === null ? undefined : lanes.get(name);
      const turns = mine
        ? Math.max(mine.turns, mine.waiters.size > 0 ? 0 : round - CATCH_UP)
        : round;
      const turn = turns + (mine?.waiters.size ?? 0);
      return [...busy].flatMap((lane) => {
        const most = lane === mine ? lane.waiters.size : turn - lane.turns + 1;
        return most > 0 ? [...lane.waiters].slice(0, most) : [];
      });
    },
    countTurn(name) {
      const lane = laneOf(name);
      round = Math.max(round, lane.turns);
      lane.turns += 1;
      if (lane.place) stand(lane);
    },
  };

  function laneOf(name: string): Lane<W> {
    let lane = lanes.get(name);
    if (!lane) {
      lane = { turns: round, waiters: new Set(), place: null };
      lanes.set(name, lane);
    }
    if (lane.waiters.size === 0) lane.turns = Math.max(lane.turns, round - CATCH_UP);
    return lane;
  }

  /** Gives a lane the place that is its now, in place of the one it had. */
  function stand(lane: Lane<W>) {
    const [first] = lane.waiters;
    lane.place = first ? { turns: lane.turns, first, lane } : null;
    if (!lane.place) {
      busy.delete(lane);
      return;
    }
    busy.add(lane);
    places = heapWith(places, lane.place, isBefore);
    placeCount += 1;
    if (placeCount > 2 * busy.size + KEPT_PLACES) clear();
  }

  function takeAway(heap: Heap<Place<W>>) {
    places = heapBelow(heap, isBefore);
    placeCount -= 1;
  }

  /** Places that nobody reaches, below one that is long held, would else add up. */
  function clear() {
    places = null;
    for (const { place } of busy) if (place) places = heapWith(places, place, isBefore);
    placeCount = busy.size;
  }
}
