import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Agent, CreateAgent } from "../agents/agent.ts";
import { agentNames, findAgent } from "../agents/catalog.ts";
import { didYouMean } from "../base/did-you-mean.ts";
import { messageOf, UsageError } from "../base/errors.ts";
import type { MergeSaved } from "../memory/store/agent-memory.ts";
import { AgentError } from "../training/check-action.ts";
import { importAgent } from "./import-agent.ts";

/**
 * The agent that `--agent` names: a built-in, or a module whose default export (or `createAgent`)
 * makes one. What fails in a module rejects or throws as an AgentError. Throws a UsageError.
 */
export async function loadAgent(nameOrFile: string): Promise<CreateAgent> {
  const builtIn = findAgent(nameOrFile);
  if (builtIn) return builtIn;
  const refuse = (why: string, options?: { cause: unknown }) =>
    new UsageError(`--agent '${nameOrFile}': ${why}`, options);
  if (!/[./\\]/.test(nameOrFile)) {
    const hint = didYouMean(nameOrFile, agentNames);
    const known = agentNames.join(", ");
    throw refuse(`no such agent${hint}; there are ${known}, or the path of a module`);
  }
  const path = resolve(nameOrFile);
  if (!existsSync(path)) throw refuse("no such file");
  const module = await importAgent(path).catch((error) => {
    throw refuse(messageOf(error), { cause: error });
  });
  const create = module.default ?? module.createAgent;
  if (typeof create !== "function") {
    throw refuse("its default export must be a function that returns an agent");
  }
  const { mergeSaved } = create as { mergeSaved?: unknown };
  if (mergeSaved !== undefined && typeof mergeSaved !== "function") {
    throw refuse("its mergeSaved must be a function");
  }
  const checked = checkedCreate(create as CreateAgent);
  if (mergeSaved === undefined) return checked;
  return Object.assign(checked, { mergeSaved: checkedMerge(mergeSaved as MergeSaved) });
}

/** Makes agents whose failures are told as theirs; those of `choose` and `observe` are by the episode. */
const checkedCreate =
  (create: CreateAgent): CreateAgent =>
  async (context) => {
    let agent: Agent;
    try {
      agent = await create(context);
    } catch (error) {
      throw failure("when it was made", error);
    }
    if (typeof agent?.choose !== "function") {
      throw new AgentError("the agent that the module returned has no choose(frame)");
    }
    return {
      choose: (frame) => agent.choose(frame),
      ...(agent.observe && { observe: (step) => agent.observe?.(step) }),
      ...(agent.save && { save: blamed("in save", () => agent.save?.()) }),
      ...(agent.describe && { describe: blamed("in describe", () => agent.describe?.() ?? {}) }),
      ...(agent.close && { close: () => agent.close?.() }),
      ...(agent.playsOn && { playsOn: blamed("in playsOn", () => agent.playsOn?.() === true) }),
    };
  };

/** A merge whose failure is the agent's, told as such. */
const checkedMerge = (merge: MergeSaved): MergeSaved =>
  blamed("in mergeSaved", (a, b) => {
    const joined = merge(a, b);
    if (joined instanceof Promise) throw new Error("it must not return a promise");
    return joined;
  });

const blamed =
  <Args extends unknown[], Result>(where: string, call: (...args: Args) => Result) =>
  (...args: Args): Result => {
    try {
      return call(...args);
    } catch (error) {
      throw failure(where, error);
    }
  };

const failure = (where: string, error: unknown): AgentError =>
  new AgentError(`the agent failed ${where}: ${messageOf(error)}`, { cause: error });

/** The name under which an agent's memory is kept: a module's is its absolute path. */
export const agentKey = (nameOrFile: string): string =>
  findAgent(nameOrFile) ? nameOrFile : resolve(nameOrFile);
