import { PLAIN, UNSEEN } from "./tile-look.ts";

/** A square beside the one that is stepped on. */
export interface Offset {
  readonly dx: number;
  readonly dy: number;
}

/** What steps do to squares, by what these look like and what the avatar does. */
export interface TreadRule {
  /** Another level begins: how far steps reach is to be seen again. */
  begin(): void;
  /** A square that was stepped on, and what it looked like after that. */
  learn(look: number, avatar: number, after: number): void;
  /** A square beside one that was stepped on. */
  learnBeside(offset: Offset, look: number, after: number): void;
  /** Stepping on a square made the avatar look like this. */
  learnAvatar(look: number, after: number): void;
  /** The avatar came onto a square, or was stopped by it. */
  passed(look: number): void;
  stopped(look: number): void;
  /** What a square looks like that is stepped on. */
  next(look: number, avatar: number): number;
  /** What a square looks like that lies within reach of a step. */
  nextBeside(look: number): number;
  /** What the avatar looks like once it stepped on a square. */
  nextAvatar(look: number, avatar: number): number;
  /** What the avatar was seen to look like after steps that changed it. */
  readonly guises: ReadonlySet<number>;
  /** Whether it was seen what becomes of a square that the avatar comes onto looking so. */
  isTested(look: number, avatar: number): boolean;
  /** The squares that a step changes beside its own. */
  readonly reach: readonly Offset[];
  /** Whether the avatar may come onto a square; undefined where that was never seen. */
  isOpen(look: number): boolean | undefined;
  /** Whether steps change a square that looks so, with some look of the avatar. */
  isChanging(look: number): boolean;
  /** Whether one that looked so was seen to be stepped on. */
  knows(look: number): boolean;
  /** Whether any look that a step leads to stops the avatar. */
  readonly closes: boolean;
}

/** What came of steps on squares of one look, and which of it most often. */
interface Results {
  usual: number;
  readonly counts: Map<number, number>;
}

/** Times that a square beside was seen to change for it to lie within reach. */
const SURE = 2;

/** Starts with nothing known. */
export function createFloorRule(): TreadRule {
  const own = new Map<number, Map<number, Results>>();
  const beside = new Map<number, number>();
  const avatars = new Map<number, number>();
  let guises: ReadonlySet<number> = new Set();
  const doors = new Map<number, { passed: number; stopped: number }>();
  const tallies = new Map<string, { offset: Offset; changed: number; stayed: number }>();
  let reach: readonly Offset[] = [];
  /** Whether steps were ever seen to reach beyond their square. */
  let isReaching = false;

  const ownChange = (look: number): number | undefined => {
    for (const { usual } of own.get(look)?.values() ?? []) if (usual !== look) return usual;
    return undefined;
  };
  const change = (look: number): number | undefined =>
    ownChange(look) ?? (isReaching ? beside.get(look) : undefined);
  const doorOf = (look: number) => {
    const known = doors.get(look) ?? { passed: 0, stopped: 0 };
    doors.set(look, known);
    return known;
  };
  const isOpen = (look: number): boolean | undefined => {
    const door = doors.get(look);
    return door && door.passed >= door.stopped;
  };

  return {
    begin() {
      tallies.clear();
      reach = [];
    },
    learn(look, avatar, after) {
      if (look === UNSEEN || after === UNSEEN) return;
      const known = own.get(look) ?? new Map<number, Results>();
      own.set(look, known);
      const results = known.get(avatar) ?? { usual: after, counts: new Map() };
      known.set(avatar, results);
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
      reach = [...tallies.values()].flatMap((one) =>
        one.changed >= SURE && one.changed > 2 * one.stayed ? [one.offset] : [],
      );
      isReaching ||= reach.length > 0;
    },
    learnAvatar(look, after) {
      avatars.set(look, after);
      if (look !== PLAIN) guises = new Set(avatars.values());
    },
    passed(look) {
      doorOf(look).passed += 1;
    },
    stopped(look) {
      doorOf(look).stopped += 1;
    },
    next(look, avatar) {
      const known = own.get(look);
      const exact = known?.get(avatar);
      if (exact) return exact.usual;
      if (known && guises.size > 0) return look;
      if (known) {
        // What the avatar looks like matters only where it was seen to.
        const results = new Set([...known.values()].map(({ usual }) => usual));
        return results.size === 1 ? ([...results][0] as number) : look;
      }
      return change(look) ?? look;
    },
    nextBeside: (look) => change(look) ?? look,
    nextAvatar: (look, avatar) => avatars.get(look) ?? avatar,
    get guises() {
      return guises;
    },
    isTested: (look, avatar) => own.get(look)?.has(avatar) ?? false,
    get reach() {
      return reach;
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
