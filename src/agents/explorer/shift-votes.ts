import { isSameShift, lengthOf, type Shift } from "./shift.ts";

/** How often each key was seen to move something, and how far. */
export interface ShiftVotes {
  /** Another level begins: what was seen on those before still holds, but less than what is seen on this one. */
  begin(): void;
  cast(key: number, shift: Shift): void;
  /** All seen of a key, the most frequent first. */
  of(key: number): readonly Shift[];
  /** Whether a key was seen on this level. */
  isFresh(key: number): boolean;
  /** The most frequent of a key; undefined when it was never seen to move anything. */
  usual(key: number): Shift | undefined;
  /** The most frequent of all keys. */
  mostFrequent(): Shift | undefined;
}

/** What remains of votes from levels before. */
const OLD = 0.5;

interface Vote extends Shift {
  count: number;
}

/** Starts with no votes. */
export function createShiftVotes(): ShiftVotes {
  const votes = new Map<number, Vote[]>();
  const mostFrequent = (): Shift | undefined => {
    let best: Vote | undefined;
    for (const [first] of votes.values()) {
      if (first && (!best || first.count > best.count)) best = first;
    }
    return best;
  };
  /** A key not yet seen on this level rather goes as far as those that were. */
  const scaled = (vote: Vote): Shift => {
    const most = vote.count > OLD ? undefined : mostFrequent();
    const scale = most ? lengthOf(most) / lengthOf(vote) : 1;
    return { dx: Math.round(vote.dx * scale), dy: Math.round(vote.dy * scale) };
  };
  return {
    cast(key, { dx, dy }) {
      const all = votes.get(key) ?? [];
      votes.set(key, all);
      const same = all.find((one) => isSameShift(one, { dx, dy }));
      if (same) same.count += 1;
      else all.push({ dx, dy, count: 1 });
      all.sort((a, b) => b.count - a.count);
    },
    begin() {
      for (const all of votes.values()) {
        for (const vote of all)
          vote.count = Math.min(vote.count, OLD * (vote.count / (all[0]?.count ?? 1)));
      }
    },
    isFresh: (key) => (votes.get(key)?.[0]?.count ?? 0) > OLD,
    of: (key) => votes.get(key) ?? [],
    usual(key) {
      const first = votes.get(key)?.[0];
      return first && scaled(first);
    },
    mostFrequent,
  };
}
