import { PLAIN, UNSEEN } from "./tile-look.ts";

/** A tile beside the one that is stepped on. */
export interface Offset {
  readonly dx: number;
  readonly dy: number;
}

/** The effects of steps on tiles, by the look of the tile and the appearance of the avatar. */
export interface FloorRule {
  /** Another level begins: the neighbourhood is to be learned again. */
  begin(): void;
  /** A tile was stepped on, and looked like this afterwards. */
  learn(look: number, appearance: number, after: number): void;
  /** A tile beside one that was stepped on, before and after the step. */
  learnBeside(offset: Offset, look: number, after: number): void;
  /** Stepping on a tile made the avatar look like this. */
  learnAppearance(look: number, after: number): void;
  /** The avatar came onto a tile, or was stopped by it. */
  passed(look: number): void;
  stopped(look: number): void;
  /** The look of a tile after it is stepped on. */
  next(look: number, appearance: number): number;
  /** The look of a tile after a step in whose neighbourhood it lies. */
  nextBeside(look: number): number;
  /** The appearance of the avatar after it stepped on a tile. */
  nextAppearance(look: number, appearance: number): number;
  /** The appearances seen after steps that changed it. */
  readonly appearances: ReadonlySet<number>;
  /** Whether the avatar ever stepped on a tile of this look with this appearance. */
  isTested(look: number, appearance: number): boolean;
  /** The tiles that a step changes beside its own. */
  readonly neighbourhood: readonly Offset[];
  /** Whether the avatar may come onto a tile; undefined where that was never seen. */
  isOpen(look: number): boolean | undefined;
  /** Whether steps change tiles of this look, with some appearance of the avatar. */
  isChanging(look: number): boolean;
  /** Whether a tile of this look was ever stepped on. */
  knows(look: number): boolean;
  /** Whether any look that a step leads to stops the avatar. */
  readonly closes: boolean;
}

/** The looks that steps on tiles of one look led to, and the most frequent of them. */
interface Results {
  usual: number;
  readonly counts: Map<number, number>;
}

/** Times that a tile beside was seen to change for it to lie in the neighbourhood. */
const SURE = 2;

/** Starts with nothing known. */
export function createFloorRule(): FloorRule {
  const own = new Map<number, Map<number, Results>>();
  const beside = new Map<number, number>();
  const nextAppearances = new Map<number, number>();
  let appearances: ReadonlySet<number> = new Set();
  /** How much more often the avatar came onto tiles of a look than it was stopped by them. */
  const passages = new Map<number, number>();
  const tallies = new Map<string, { offset: Offset; changed: number; stayed: number }>();
  let neighbourhood: readonly Offset[] = [];
  /** Whether steps were ever seen to change tiles beside their own. */
  let hasNeighbourhood = false;

  const ownChange = (look: number): number | undefined => {
    for (const { usual } of own.get(look)?.values() ?? []) if (usual !== look) return usual;
    return undefined;
  };
  const change = (look: number): number | undefined =>
    ownChange(look) ?? (hasNeighbourhood ? beside.get(look) : undefined);
  const isOpen = (look: number): boolean | undefined => {
    const balance = passages.get(look);
    return balance === undefined ? undefined : balance >= 0;
  };
  const notePassage = (look: number, by: number) =>
    void passages.set(look, (passages.get(look) ?? 0) + by);

  return {
    begin() {
      tallies.clear();
      neighbourhood = [];
    },
    learn(look, appearance, after) {
      if (look === UNSEEN || after === UNSEEN) return;
      const known = own.get(look) ?? new Map<number, Results>();
      own.set(look, known);
      const results = known.get(appearance) ?? { usual: after, counts: new Map() };
      known.set(appearance, results);
      const { counts, usual } = results;
      counts.set(after, (counts.get(after) ?? 0) + 1);
      if ((counts.get(after) as number) >= (counts.get(usual) ?? 0)) results.usual = after;
    },
    learnBeside(offset, look, after) {
      if (look === UNSEEN || after === UNSEEN) return;
      if (look === after && change(look) === undefined && !beside.has(look)) return;
      const name = `${offset.dx},${offset.dy}`;
      const tally = tallies.get(name) ?? { offset, changed: 0, stayed: 0 };
      tallies.set(name, tally);
      if (look === after) tally.stayed += 1;
      else {
        tally.changed += 1;
        beside.set(look, after);
      }
      neighbourhood = [...tallies.values()].flatMap((one) =>
        one.changed >= SURE && one.changed > 2 * one.stayed ? [one.offset] : [],
      );
      hasNeighbourhood ||= neighbourhood.length > 0;
    },
    learnAppearance(look, after) {
      nextAppearances.set(look, after);
      if (look !== PLAIN) appearances = new Set(nextAppearances.values());
    },
    passed: (look) => notePassage(look, 1),
    stopped: (look) => notePassage(look, -1),
    next(look, appearance) {
      const known = own.get(look);
      const exact = known?.get(appearance);
      if (exact) return exact.usual;
      if (known && appearances.size > 0) return look;
      if (known) {
        // The appearance matters only where it was seen to.
        const results = new Set([...known.values()].map(({ usual }) => usual));
        return results.size === 1 ? ([...results][0] as number) : look;
      }
      return change(look) ?? look;
    },
    nextBeside: (look) => change(look) ?? look,
    nextAppearance: (look, appearance) => nextAppearances.get(look) ?? appearance,
    get appearances() {
      return appearances;
    },
    isTested: (look, appearance) => own.get(look)?.has(appearance) ?? false,
    get neighbourhood() {
      return neighbourhood;
    },
    isOpen: (look) => (look === PLAIN ? undefined : isOpen(look)),
    isChanging: (look) => look !== UNSEEN && change(look) !== undefined,
    knows: (look) => own.has(look),
    get closes() {
      for (const [look] of own) {
        const after = ownChange(look);
        if (after !== undefined && after !== PLAIN && isOpen(after) === false) return true;
      }
      return false;
    },
  };
}
