import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { CreateAgent } from "../agents/agent.ts";
import { agentNames, findAgent } from "../agents/catalog.ts";
import { messageOf, UsageError } from "../base/errors.ts";
import type { MergeSaved } from "../memory/agent-memory.ts";
import { AgentError } from "../training/check-action.ts";

/**
 * The agent that `--agent` names: a built-in, or a module whose default export (or `createAgent`)
 * makes one. Throws a UsageError.
 */
export async function loadAgent(nameOrFile: string): Promise<CreateAgent> {
  const builtIn = findAgent(nameOrFile);
  if (builtIn) return builtIn;
  if (!/[./\\]/.test(nameOrFile)) {
    throw new UsageError(
      `--agent '${nameOrFile}': no such agent; there are ${agentNames.join(", ")}, or the path of a module`,
    );
  }
  const path = resolve(nameOrFile);
  if (!existsSync(path)) throw new UsageError(`--agent '${nameOrFile}': no such file`);
  let module: { default?: unknown; createAgent?: unknown };
  try {
    module = await import(pathToFileURL(path).href);
  } catch (error) {
    throw new UsageError(`--agent '${nameOrFile}': cannot be loaded (${messageOf(error)})`, {
      cause: error,
    });
  }
  const create = module.default ?? module.createAgent;
  if (typeof create !== "function") {
    throw new UsageError(
      `--agent '${nameOrFile}': its default export must be a function that returns an agent`,
    );
  }
  const { mergeSaved } = create as { mergeSaved?: unknown };
  if (mergeSaved !== undefined && typeof mergeSaved !== "function") {
    throw new UsageError(`--agent '${nameOrFile}': its mergeSaved must be a function`);
  }
  const checked: CreateAgent = async (context) => {
    const agent = await create(context);
    if (typeof agent?.choose !== "function") {
      throw new UsageError(`--agent '${nameOrFile}': the agent it returned has no choose(frame)`);
    }
    return agent;
  };
  if (mergeSaved === undefined) return checked;
  return Object.assign(checked, { mergeSaved: checkedMerge(mergeSaved as MergeSaved) });
}

/** A merge whose failure is the agent's, told as such. */
const checkedMerge =
  (merge: MergeSaved): MergeSaved =>
  (a, b) => {
    try {
      const joined = merge(a, b);
      if (joined instanceof Promise) throw new Error("it must not return a promise");
      return joined;
    } catch (error) {
      throw new AgentError(`the agent failed in mergeSaved: ${messageOf(error)}`, { cause: error });
    }
  };

/** The name under which an agent's memory is kept: a module's is its absolute path. */
export const agentKey = (nameOrFile: string): string =>
  findAgent(nameOrFile) ? nameOrFile : resolve(nameOrFile);
