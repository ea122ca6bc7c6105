import { bestVariants } from "./best-variants.ts";
import { readSavedGameMemory } from "./saved-game-memory.ts";

/** What is remembered of a game, in figures. */
export interface MemoryOutline {
  /** Levels with a known way to finish them, in their order. */
  readonly levels: readonly LevelOutline[];
  readonly states: number;
  /** Actions whose result in a state is known. */
  readonly tested: number;
  /** Actions that the statistics were learned from, in how many runs, and kinds of actions told apart. */
  readonly actions: number;
  readonly runs: number;
  readonly signatures: number;
  /** Where a language model advises: see AdviceOutline. */
  readonly advice?: AdviceOutline;
}

/** What a language model made of a game, and what it took. */
export interface AdviceOutline {
  readonly notes: number;
  /** Notes and functions that were imported, and that no run has built upon. */
  readonly unchecked: number;
  /** Functions and values that its code keeps. */
  readonly functions: number;
  readonly hasModel: boolean;
  /** Requests, and their tokens. */
  readonly calls: number;
  readonly input: number;
  readonly output: number;
}

/** How a level is finished. */
export interface LevelOutline {
  /** Counted from 1. */
  readonly level: number;
  /** Actions of the shortest way known. */
  readonly shortest: number;
  /** False: won so in another version of the game, not yet in this one. */
  readonly verified: boolean;
}

/** The figures of what `saveGameMemory` gave; undefined where it is damaged or something else. */
export function outlineGameMemory(saved: unknown): MemoryOutline | undefined {
  const read = readSavedGameMemory(saved);
  if (!read) return undefined;
  const { experience } = read;
  const levels = bestVariants(read.levels).sort((a, b) => a.level - b.level);
  const nodes = levels.flatMap((level) => level.nodes);
  const signatures = new Set(
    experience.flatMap(({ tallies }) => tallies.map(([signature]) => signature)),
  );
  return {
    levels: levels.flatMap(({ level, wins, leads }) => {
      const ways = wins.length > 0 ? wins : leads;
      if (ways.length === 0) return [];
      const shortest = Math.min(...ways.map(({ length }) => length));
      return [{ level: level + 1, shortest, verified: wins.length > 0 }];
    }),
    states: nodes.length,
    tested: nodes.reduce((sum, { edges }) => sum + edges.length / 2, 0),
    actions: experience.reduce((sum, { actions }) => sum + actions, 0),
    runs: experience.length,
    signatures: signatures.size,
  };
}
