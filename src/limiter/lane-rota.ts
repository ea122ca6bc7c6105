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
  /** The first waiter of each lane: the lane that had the fewest turns first, then who came first. */
  firsts(): W[];
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

interface Lane<W> {
  turns: number;
  readonly waiters: Set<W>;
}

export function createLaneRota<W extends Queued>(): LaneRota<W> {
  const lanes = new Map<string, Lane<W>>();
  const busy = new Set<Lane<W>>();
  let size = 0;
  /** The turns of the lane served last: where a lane that is new begins. */
  let round = 0;

  function laneOf(name: string): Lane<W> {
    let lane = lanes.get(name);
    if (!lane) {
      lane = { turns: round, waiters: new Set() };
      lanes.set(name, lane);
    }
    if (lane.waiters.size === 0) lane.turns = Math.max(lane.turns, round - CATCH_UP);
    return lane;
  }

  return {
    get size() {
      return size;
    },
    add(waiter) {
      const lane = laneOf(waiter.lane);
      lane.waiters.add(waiter);
      busy.add(lane);
      size += 1;
    },
    remove(waiter) {
      const lane = lanes.get(waiter.lane);
      if (!lane?.waiters.delete(waiter)) return;
      size -= 1;
      if (lane.waiters.size === 0) busy.delete(lane);
    },
    all: () => [...busy].flatMap(({ waiters }) => [...waiters]),
    firsts() {
      return [...busy]
        .map(({ turns, waiters }) => ({ turns, first: waiters.values().next().value as W }))
        .sort((a, b) => a.turns - b.turns || a.first.order - b.first.order)
        .map(({ first }) => first);
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
    },
  };
}
