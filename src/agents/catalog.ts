import { mergeGameMemory } from "../memory/store/merge-game-memory.ts";
import { type MemoryOutline, outlineGameMemory } from "../memory/store/outline-game-memory.ts";
import { createAdvised } from "./advised/advised.ts";
import { importSaved, mergeSaved } from "./advised/merge-saved.ts";
import { outlineAdvised } from "./advised/outline-saved.ts";
import type { CreateAgent } from "./agent.ts";
import { createExplorer, createGraphExplorer } from "./explorer/explorer.ts";
import { createRandomAgent } from "./random.ts";

const agents: ReadonlyMap<string, CreateAgent> = new Map<string, CreateAgent>([
  ["explorer", Object.assign(createExplorer, { mergeSaved: mergeGameMemory })],
  ["graph", Object.assign(createGraphExplorer, { mergeSaved: mergeGameMemory })],
  ["random", createRandomAgent],
  ["advised", Object.assign(createAdvised, { mergeSaved, importSaved })],
]);

const outlines: ReadonlyMap<string, (saved: unknown) => MemoryOutline | undefined> = new Map([
  ["explorer", outlineGameMemory],
  ["graph", outlineGameMemory],
  ["advised", outlineAdvised],
]);

/** The names of the built-in agents, the default first. */
export const agentNames: readonly string[] = [...agents.keys()];

/** The built-in agent of that name, undefined if there is none. */
export const findAgent = (name: string): CreateAgent | undefined => agents.get(name);

/**
 * What the built-in agent of that name saved, in figures; undefined where it is damaged. There is no
 * such function for agents that save nothing, or what only they understand.
 */
export const findOutline = (
  name: string,
): ((saved: unknown) => MemoryOutline | undefined) | undefined => outlines.get(name);
