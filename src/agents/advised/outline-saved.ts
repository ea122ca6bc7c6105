import type { MemoryOutline } from "../../memory/store/outline-game-memory.ts";
import { outlineGameMemory } from "../../memory/store/outline-game-memory.ts";
import { recallSaved } from "./recall-saved.ts";
import { readSaved } from "./saved.ts";

const NO_STATES: MemoryOutline = {
  levels: [],
  states: 0,
  tested: 0,
  actions: 0,
  runs: 0,
  signatures: 0,
};

/** The figures of what the advised agent saved; undefined where it is damaged or something else. */
export function outlineAdvised(saved: unknown): MemoryOutline | undefined {
  const read = readSaved(saved);
  if (!read) return undefined;
  const { notes, kept, model } = recallSaved(read);
  const foreign = read.heads.filter(({ isForeign }) => isForeign);
  const spent = Object.values(read.spent);
  const sum = (of: (one: (typeof spent)[number]) => number) =>
    spent.reduce((total, one) => total + of(one), 0);
  return {
    ...(outlineGameMemory(read.explorer) ?? NO_STATES),
    advice: {
      notes: notes.length,
      unchecked: foreign.reduce((all, one) => all + one.notes.length + count(one.kept), 0),
      functions: count(kept),
      hasModel: model !== undefined,
      calls: sum(({ calls }) => calls),
      input: sum(({ input }) => input),
      output: sum(({ output }) => output),
    },
  };
}

const count = (of: object): number => Object.keys(of).length;
