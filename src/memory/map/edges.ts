import { grow } from "./grow.ts";

/** What follows the last edge of a state. */
export const NO_EDGE = -1;

/**
 * The edges of all states of a graph, in a few large arrays: a million states with a map each would
 * fill the heap. A state's edges are a chain in the order in which they were added.
 */
export interface Edges {
  /** Edges ever added. */
  count(): number;
  /** A state's first edge, or NO_EDGE. */
  first(state: number): number;
  /** The edge after this one, or NO_EDGE. */
  next(edge: number): number;
  code(edge: number): number;
  target(edge: number): number;
  /** A state's edge with this code, or NO_EDGE. */
  find(state: number, code: number): number;
  add(state: number, code: number, target: number): void;
  redirect(edge: number, target: number): void;
  remove(state: number, code: number): void;
}

/** Creates an empty set of edges. States are small whole numbers. */
export function createEdges(): Edges {
  // By state, each plus one, so that the zeros of a grown array mean none.
  let firsts = new Int32Array(64);
  let lasts = new Int32Array(64);
  // By edge.
  let nexts = new Int32Array(256);
  let codes = new Int32Array(256);
  let targets = new Int32Array(256);
  let count = 0;

  const first = (state: number) => (firsts[state] ?? 0) - 1;
  const next = (edge: number) => (nexts[edge] as number) - 1;
  const find = (state: number, code: number) => {
    let edge = first(state);
    while (edge !== NO_EDGE && codes[edge] !== code) edge = next(edge);
    return edge;
  };

  return {
    count: () => count,
    first,
    next,
    code: (edge) => codes[edge] as number,
    target: (edge) => targets[edge] as number,
    find,
    add(state, code, target) {
      firsts = grow(firsts, state + 1);
      lasts = grow(lasts, state + 1);
      nexts = grow(nexts, count + 1);
      codes = grow(codes, count + 1);
      targets = grow(targets, count + 1);
      codes[count] = code;
      targets[count] = target;
      count += 1;
      const last = lasts[state] as number;
      if (last === 0) firsts[state] = count;
      else nexts[last - 1] = count;
      lasts[state] = count;
    },
    redirect(edge, target) {
      targets[edge] = target;
    },
    remove(state, code) {
      let before = NO_EDGE;
      let edge = first(state);
      while (edge !== NO_EDGE && codes[edge] !== code) {
        before = edge;
        edge = next(edge);
      }
      if (edge === NO_EDGE) return;
      if (before === NO_EDGE) firsts[state] = nexts[edge] as number;
      else nexts[before] = nexts[edge] as number;
      if (lasts[state] === edge + 1) lasts[state] = before + 1;
    },
  };
}
