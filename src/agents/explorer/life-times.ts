/** Finds out whether a level kills after a number of actions, whatever they are. */
export interface LifeTimes {
  /**
   * Notes a death by an edge (its name) after so many actions of one try. Returns the edges that are
   * not to blame for it: none while it is the only one that ended a life of this length.
   */
  died(edge: string, actions: number): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Starts with no deaths. Two edges that end lives of one length are taken for a timer running out. */
export function createLifeTimes(): LifeTimes {
  const byLength = new Map<number, Set<string>>();
  return {
    died(edge, actions) {
      const edges = byLength.get(actions) ?? new Set();
      byLength.set(actions, edges);
      edges.add(edge);
      return edges.size > 1 ? edges : NONE;
    },
  };
}
