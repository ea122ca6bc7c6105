/** The open list of a best-first search: a bucket queue. */
export interface RankQueue<Node> {
  /** `rank`: a small whole number, from 0. */
  put(node: Node, rank: number): void;
  /** Takes one of the lowest rank; undefined when none is left. */
  take(): Node | undefined;
}

/** Starts empty. `ties`: which of equal rank is taken, the first or the last that was put in. */
export function createRankQueue<Node>(ties: "first" | "last" = "last"): RankQueue<Node> {
  const byRank: Node[][] = [];
  let lowest = 0;
  return {
    put(node, rank) {
      const known = byRank[rank];
      if (known) known.push(node);
      else byRank[rank] = [node];
      lowest = Math.min(lowest, rank);
    },
    take() {
      while (lowest < byRank.length && !byRank[lowest]?.length) lowest += 1;
      const equals = byRank[lowest];
      return ties === "first" ? equals?.shift() : equals?.pop();
    },
  };
}
