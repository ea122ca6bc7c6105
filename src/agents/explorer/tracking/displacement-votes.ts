import { type Displacement, isSameDisplacement } from "../perception/displacement.ts";

/** Displacement votes: how often each key moved something by each displacement. */
export interface DisplacementVotes {
  cast(key: number, displacement: Displacement): void;
  /** All displacements by a key, the most frequent first. */
  of(key: number): readonly Displacement[];
  /** The most frequent by a key; undefined for a key that never moved anything. */
  usual(key: number): Displacement | undefined;
  /** The most frequent of all keys. */
  mostFrequent(): Displacement | undefined;
}

interface Vote extends Displacement {
  count: number;
}

/** Starts with no votes. */
export function createDisplacementVotes(): DisplacementVotes {
  const votes = new Map<number, Vote[]>();
  return {
    cast(key, { dx, dy }) {
      const all = votes.get(key) ?? [];
      votes.set(key, all);
      const same = all.find((one) => isSameDisplacement(one, { dx, dy }));
      if (same) same.count += 1;
      else all.push({ dx, dy, count: 1 });
      all.sort((a, b) => b.count - a.count);
    },
    of: (key) => votes.get(key) ?? [],
    usual: (key) => votes.get(key)?.[0],
    mostFrequent() {
      let best: Vote | undefined;
      for (const [first] of votes.values()) {
        if (first && (!best || first.count > best.count)) best = first;
      }
      return best;
    },
  };
}
