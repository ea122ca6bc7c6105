import { mergeGameMemory } from "../../memory/store/merge-game-memory.ts";
import { type Head, readSaved, type Saved, type Spent } from "./saved.ts";

/** The most heads that are kept of runs that went on at the same time. */
const MAX_HEADS = 20;

/**
 * Joins what two runs saved of one game. A state-based CRDT, as the explorer's memory is: idempotent,
 * commutative and associative. A head stays unless the other side has built upon it: knows it, or a later one of its
 * run, and has it no more. Of anything damaged the other one is the result.
 */
export function mergeSaved(a: unknown, b: unknown): unknown {
  const [one, other] = [readSaved(a), readSaved(b)];
  if (!one || !other) return one ?? other ?? b;
  const heads = new Map<string, Head>();
  for (const head of [...alive(one, other), ...alive(other, one)]) {
    const known = heads.get(head.run);
    heads.set(head.run, known ? later(known, head) : head);
  }
  return {
    version: 2,
    explorer: joinExplorers(one.explorer, other.explorer),
    heads: [...heads.values()].sort(bySize).slice(0, MAX_HEADS).sort(byRun),
    seen: joined(one.seen, other.seen, (x, y) => Math.max(x, y)),
    spent: joined(one.spent, other.spent, more),
  } satisfies Saved;
}

/** What comes from a file of somebody else's, marked as such; their calls are not the user's. */
export function importSaved(saved: unknown): unknown {
  const read = readSaved(saved);
  if (!read) return saved;
  return { ...read, heads: read.heads.map((head) => ({ ...head, isForeign: true })), spent: {} };
}

/** The heads of `one` that `other` does not know, or has too. */
const alive = (one: Saved, other: Saved): Head[] =>
  one.heads.filter(
    ({ run, seq }) =>
      !(Object.hasOwn(other.seen, run) && (other.seen[run] as number) >= seq) ||
      other.heads.some((head) => head.run === run && head.seq === seq),
  );

/** Of two copies of a run's head the later one, and of equals the one that is the user's own. */
function later(a: Head, b: Head): Head {
  if (a.seq !== b.seq) return a.seq > b.seq ? a : b;
  if (a.isForeign !== b.isForeign) return a.isForeign ? b : a;
  // Such copies are the same, unless somebody meddled.
  return JSON.stringify(a) < JSON.stringify(b) ? a : b;
}

const bySize = (a: Head, b: Head): number => b.seq - a.seq || byRun(a, b);
const byRun = (a: Head, b: Head): number => (a.run < b.run ? -1 : a.run > b.run ? 1 : 0);

/** The larger of two copies of a tally that only grows. */
export const more = (a: Spent, b: Spent): Spent => ({
  calls: Math.max(a.calls, b.calls),
  input: Math.max(a.input, b.input),
  cached: Math.max(a.cached, b.cached),
  output: Math.max(a.output, b.output),
});

function joined<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (x: T, y: T) => T,
): Record<string, T> {
  const runs = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(
    runs.map((run) => {
      const [x, y] = [a, b].map((side) => (Object.hasOwn(side, run) ? side[run] : undefined));
      return [run, (x === undefined ? y : y === undefined ? x : join(x, y)) as T];
    }),
  );
}

const joinExplorers = (a: unknown, b: unknown): unknown =>
  a === undefined || b === undefined ? (a ?? b) : mergeGameMemory(a, b);
