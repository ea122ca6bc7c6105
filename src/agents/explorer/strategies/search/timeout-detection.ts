import type { RouteStep } from "../../../../memory/map/state-graph.ts";

/** Finds out whether a level kills after a number of actions, whatever they are. */
export interface TimeoutDetection {
  /** Notes that one lived on after so many actions of one try. */
  lived(actions: number): void;
  /**
   * Notes a death by an action in a state, after so many actions of one try. Returns the edges of the graph
   * that are not to blame for deaths at that age: none unless it looks like a timer.
   */
  died(edge: RouteStep, actions: number): readonly RouteStep[];
}

/** Starts with no deaths. A timer is what ended lives by two edges at one age, and let none grow older. */
export function createTimeoutDetection(): TimeoutDetection {
  const byAge = new Map<number, Map<string, RouteStep>>();
  let oldest = 0;
  return {
    lived(actions) {
      oldest = Math.max(oldest, actions);
    },
    died(edge, actions) {
      const edges = byAge.get(actions) ?? new Map<string, RouteStep>();
      byAge.set(actions, edges);
      edges.set(`${edge.key} ${edge.code}`, edge);
      return edges.size > 1 && actions > oldest ? [...edges.values()] : [];
    },
  };
}
