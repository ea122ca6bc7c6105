import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createAsk } from "../advice/create-ask.ts";
import { createCommandProvider } from "../advice/providers/command.ts";
import type { Provider } from "../advice/providers/provider.ts";
import { createScriptProvider, type Script } from "../advice/providers/script.ts";
import { splitCommand } from "../advice/providers/split-command.ts";
import type { Ask } from "../agents/ask.ts";
import { systemClock } from "../base/clock.ts";
import { messageOf, UsageError } from "../base/errors.ts";
import { createRandom } from "../base/random.ts";
import { assembleLimiter } from "../limiter/assemble-limiter.ts";
import { rulesFor } from "../limiter/budget/pace.ts";
import { importAgent } from "./import-agent.ts";
import type { ModelFlags } from "./model-options.ts";

/** The language model of a run. */
export interface Model {
  /** The way in which one game asks it. */
  askFor(gameId: string): Ask;
  close(): Promise<void>;
}

const PROVIDERS = "command:<program …> or script:<module>";

/** The model that `--model` names; undefined without one. Throws a UsageError. */
export async function openModel(flags: ModelFlags): Promise<Model | undefined> {
  if (flags.model === undefined) return undefined;
  const provider = await openProvider(flags.model);
  const timeoutMs = flags.modelTimeout * 1_000;
  const limiter = assembleLimiter({
    rules: flags.modelLimits ?? { ...rulesFor("off"), timeoutMs },
    clock: systemClock,
    random: createRandom(`model/${process.pid}`),
  });
  const parts = { provider, limiter, clock: systemClock, timeoutMs, maxCalls: flags.maxCalls };
  return {
    askFor: (gameId) => createAsk(gameId, parts),
    async close() {
      await provider.close?.();
      await limiter.close();
    },
  };
}

async function openProvider(model: string): Promise<Provider> {
  const at = model.indexOf(":");
  const [kind, name] = [model.slice(0, at), model.slice(at + 1).trim()];
  const refuse = (why: string, options?: { cause: unknown }) =>
    new UsageError(`--model '${model}': ${why}`, options);
  if (at < 0 || name === "") throw refuse(`${PROVIDERS} is wanted`);
  if (kind === "command") {
    const argv = splitCommand(name);
    return createCommandProvider(argv);
  }
  if (kind !== "script") throw refuse(`there is no provider ${kind}; ${PROVIDERS} is wanted`);
  const path = resolve(name);
  if (!existsSync(path)) throw refuse("no such file");
  const module = await importAgent(path).catch((error) => {
    throw refuse(messageOf(error), { cause: error });
  });
  if (typeof module.default !== "function") throw refuse("its default export must be a function");
  return createScriptProvider(model, module.default as Script);
}
