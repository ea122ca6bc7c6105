import { mergeLevels } from "./merge-levels.ts";
import {
  MAX_RUNS,
  readSavedGameMemory,
  type SavedExperience,
  type SavedGameMemory,
} from "./saved-game-memory.ts";

/** The later of two copies of one run's experience. */
function later(a: SavedExperience, b: SavedExperience): SavedExperience {
  if (a.actions !== b.actions) return a.actions > b.actions ? a : b;
  // Copies with as many actions are the same, unless somebody meddled.
  return JSON.stringify(a) < JSON.stringify(b) ? a : b;
}

function mergeExperience(experiences: readonly SavedExperience[]): SavedExperience[] {
  const byRun = new Map<string, SavedExperience>();
  for (const one of experiences) {
    const known = byRun.get(one.run);
    byRun.set(one.run, known ? later(known, one) : one);
  }
  // More than can be read back go by what they learned: the most of all are the most of any part too.
  const most = [...byRun.values()].sort(
    (a, b) => b.actions - a.actions || (a.run < b.run ? -1 : 1),
  );
  return most.slice(0, MAX_RUNS).sort((a, b) => (a.run < b.run ? -1 : 1));
}

/** Joins two checked memories; see `mergeGameMemory`. */
export const joinSaved = (a: SavedGameMemory, b: SavedGameMemory): SavedGameMemory => ({
  version: 2,
  experience: mergeExperience([...a.experience, ...b.experience]),
  levels: mergeLevels([...a.levels, ...b.levels]),
});

/**
 * Joins what two runs saved of one game: what either knows, both know then. The saved forms are a join
 * semilattice, that is a state-based CRDT: the join is idempotent, commutative and associative, so
 * nothing counts twice however often and in whatever order memories are joined. Of a damaged one
 * nothing is taken. It cuts nothing off but what could not
 * be read back; the next run's save does.
 */
export function mergeGameMemory(a: unknown, b: unknown): unknown {
  const [one, other] = [readSavedGameMemory(a), readSavedGameMemory(b)];
  if (!one) return b;
  return other ? joinSaved(one, other) : a;
}
