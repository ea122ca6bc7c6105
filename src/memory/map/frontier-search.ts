import { type Edges, NO_EDGE } from "./edges.ts";
import { grow } from "./grow.ts";

/**
 * Finds the way to the nearest frontier state, one with untested actions or not looked at yet, and
 * learns from every search for the next one.
 */
export interface FrontierSearch {
  /**
   * The edges of a shortest way from a state to a frontier state, each with the state it leaves;
   * empty when it is one itself, undefined when none can be reached. `count` is the
   * number of states.
   */
  find(
    start: number,
    count: number,
  ): { readonly state: number; readonly edge: number }[] | undefined;
  /** A state became a frontier state. */
  opened(state: number): void;
  /** An edge from one state to another was added or redirected. */
  linked(state: number, target: number): void;
}

/** The bound of a state from which no frontier can be reached; more than any distance. */
const NEVER = 2 ** 30;

/**
 * Adaptive A* (Koenig and Likhachev, 2005). Of every state it remembers a number of actions that
 * the nearest frontier is away at least; a search expands only what those bounds leave open, and raises
 * them: a state at cost c is no nearer than the whole way less c. Frontier states are used up, and
 * edges are added to them, which keeps the bounds true; whatever could break them drops them all.
 */
export function createFrontierSearch(
  edges: Edges,
  isFrontier: (state: number) => boolean,
): FrontierSearch {
  let bounds = new Int32Array(0);
  let raised = false;
  // Of the search under way: twice its number where a state was met, one more where it is done with.
  let marks = new Int32Array(0);
  let costs = new Int32Array(0);
  let sources = new Int32Array(0);
  let entries = new Int32Array(0);
  let round = 0;

  const boundOf = (state: number) => bounds[state] ?? 0;
  const dropBounds = () => {
    if (raised) bounds.fill(0);
    raised = false;
  };

  const raise = (states: number[], length: number) => {
    raised ||= states.length > 0;
    // The last first, so that what is learned of a dead end is learned of the way there too.
    for (const state of states.reverse()) {
      const bound = length === NEVER ? NEVER : length - (costs[state] as number);
      bounds[state] = Math.max(bounds[state] as number, bound, boundBeyond(state, edges, bounds));
    }
  };

  const wayTo = (end: number, start: number) => {
    const way = [];
    for (let state = end; state !== start; ) {
      const edge = entries[state] as number;
      state = sources[state] as number;
      way.push({ state, edge });
    }
    return way.reverse();
  };

  return {
    find(start, count) {
      bounds = grow(bounds, count);
      marks = grow(marks, count);
      costs = grow(costs, count);
      sources = grow(sources, count);
      entries = grow(entries, count);
      round += 2;
      const done: number[] = [];
      // States by the least length of a way through them; in each list the deepest comes last.
      const queue: number[][] = [];
      const meet = (state: number, cost: number) => {
        marks[state] = round;
        costs[state] = cost;
        const length = cost + (bounds[state] as number);
        const list = queue[length];
        if (list) list.push(state);
        else queue[length] = [state];
      };
      const expand = (state: number) => {
        marks[state] = round + 1;
        done.push(state);
        const cost = (costs[state] as number) + 1;
        for (let edge = edges.first(state); edge !== NO_EDGE; edge = edges.next(edge)) {
          const target = edges.target(edge);
          if (target < 0 || bounds[target] === NEVER) continue;
          if ((marks[target] as number) >= round && (costs[target] as number) <= cost) continue;
          sources[target] = state;
          entries[target] = edge;
          meet(target, cost);
        }
      };

      if (boundOf(start) === NEVER) return undefined;
      meet(start, 0);
      for (let length = boundOf(start); length < queue.length; length++) {
        const list = queue[length] ?? [];
        for (let state = list.pop(); state !== undefined; state = list.pop()) {
          if (marks[state] !== round) continue;
          if (isFrontier(state)) {
            raise(done, length);
            return wayTo(state, start);
          }
          expand(state);
        }
      }
      raise(done, NEVER);
      return undefined;
    },
    opened(state) {
      if (boundOf(state) > 0) dropBounds();
    },
    linked(state, target) {
      if (boundOf(state) > boundOf(target) + 1) dropBounds();
    },
  };
}

/** One more than the least bound of the states that a state's edges lead to. */
function boundBeyond(state: number, edges: Edges, bounds: Int32Array): number {
  let least = NEVER - 1;
  for (let edge = edges.first(state); edge !== NO_EDGE; edge = edges.next(edge)) {
    const target = edges.target(edge);
    if (target >= 0) least = Math.min(least, bounds[target] as number);
  }
  return least + 1;
}
