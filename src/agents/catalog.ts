import type { CreateAgent } from "./agent.ts";
import { createExplorer } from "./explorer/explorer.ts";
import { createRandomAgent } from "./random.ts";

const agents: ReadonlyMap<string, CreateAgent> = new Map([
  ["explorer", createExplorer],
  ["random", createRandomAgent],
]);

/** The names of the built-in agents, the default first. */
export const agentNames: readonly string[] = [...agents.keys()];

/** The built-in agent of that name, undefined if there is none. */
export const findAgent = (name: string): CreateAgent | undefined => agents.get(name);
