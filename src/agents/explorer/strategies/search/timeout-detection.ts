/** Finds out whether a level kills after a number of actions, whatever they are. */
export interface TimeoutDetection {
  /** Notes that one lived on after so many actions of one try. */
  lived(actions: number): void;
  /**
   * Notes a death by an edge (its name) after so many actions of one try. Returns the edges that are
   * not to blame for deaths at that age: none unless it looks like a timer.
   */
  died(edge: string, actions: number): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Starts with no deaths. A timer is what ended lives by two edges at one age, and let none grow older. */
export function createTimeoutDetection(): TimeoutDetection {
  const byAge = new Map<number, Set<string>>();
  let oldest = 0;
  return {
    lived(actions) {
      oldest = Math.max(oldest, actions);
    },
    died(edge, actions) {
      const edges = byAge.get(actions) ?? new Set();
      byAge.set(actions, edges);
      edges.add(edge);
      return edges.size > 1 && actions > oldest ? edges : NONE;
    },
  };
}
