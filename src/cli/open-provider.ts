import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createCommandProvider } from "../advice/providers/command.ts";
import type { Dialect } from "../advice/providers/dialect.ts";
import type { Provider } from "../advice/providers/provider.ts";
import { createScriptProvider, type Script } from "../advice/providers/script.ts";
import { splitCommand } from "../advice/providers/split-command.ts";
import { systemClock } from "../base/clock.ts";
import { messageOf, UsageError } from "../base/errors.ts";
import { importAgent } from "./import-agent.ts";
import { isLoopback } from "./loopback.ts";
import type { ModelAccess } from "./model-options.ts";
import { proxyFor } from "./proxy.ts";
import { readVersion } from "./version.ts";

/** A provider, and under which address and key its limits are counted. */
export interface OpenProvider {
  readonly provider: Provider;
  /** Missing where nobody limits it: a program, a script, a server of this machine. */
  readonly account?: { readonly url: string; readonly key: string };
  /** Whether it tells the tokens that it used. */
  readonly isService: boolean;
}

interface Service {
  readonly url: string;
  readonly keyVariable: string;
  /** With `--model-url`, and without. */
  dialect(isOther: boolean): Promise<Dialect>;
  /** The address that a user gave, as the dialect wants it. */
  base(url: string): string;
}

const SERVICES: Readonly<Record<string, Service>> = {
  openai: {
    url: "https://api.openai.com/v1",
    keyVariable: "OPENAI_API_KEY",
    dialect: async (isOther) =>
      isOther
        ? (await import("../advice/providers/chat.ts")).chatDialect
        : (await import("../advice/providers/responses.ts")).responsesDialect,
    // http://localhost:11434 is how Ollama is known; its compatible API is below /v1.
    base: (url) => (new URL(url).pathname === "/" ? `${url.replace(/\/$/, "")}/v1` : url),
  },
  anthropic: {
    url: "https://api.anthropic.com",
    keyVariable: "ANTHROPIC_API_KEY",
    dialect: async () => (await import("../advice/providers/anthropic.ts")).anthropicDialect,
    base: (url) => url.replace(/\/v1$/, ""),
  },
};

const PROVIDERS =
  "openai:<model>, anthropic:<model>, command:<program …>, script:<module> or replay:<dir>";

/** The provider that `--model` names. Throws a UsageError. */
export async function openProvider(flags: ModelAccess, model: string): Promise<OpenProvider> {
  const at = model.indexOf(":");
  const [kind, name] = [model.slice(0, at), model.slice(at + 1).trim()];
  const refuse = (why: string, options?: { cause: unknown }) =>
    new UsageError(`--model '${model}': ${why}`, options);
  if (at < 0 || name === "") throw refuse(`${PROVIDERS} is wanted`);
  const service = Object.hasOwn(SERVICES, kind) ? SERVICES[kind] : undefined;
  if (service) return await openService(service, `${kind}:${name}`, name, flags);
  if (flags.modelUrl !== undefined) {
    throw new UsageError(`--model-url: ${kind} has no address; openai or anthropic has`);
  }
  if (kind === "command") {
    return { provider: createCommandProvider(splitCommand(name)), isService: false };
  }
  if (kind === "replay")
    return { provider: await openReplay(model, name, refuse), isService: false };
  if (kind !== "script") throw refuse(`there is no provider ${kind}; ${PROVIDERS} is wanted`);
  const path = resolve(name);
  if (!existsSync(path)) throw refuse("no such file");
  const module = await importAgent(path).catch((error) => {
    throw refuse(messageOf(error), { cause: error });
  });
  if (typeof module.default !== "function") throw refuse("its default export must be a function");
  return { provider: createScriptProvider(model, module.default as Script), isService: false };
}

async function openReplay(
  model: string,
  dir: string,
  refuse: (why: string, options: { cause: unknown }) => UsageError,
): Promise<Provider> {
  const { createReplayProvider } = await import("../advice/providers/replay.ts");
  try {
    return createReplayProvider(model, resolve(dir));
  } catch (cause) {
    throw refuse(messageOf(cause), { cause });
  }
}

async function openService(
  { url, keyVariable, dialect, base }: Service,
  name: string,
  model: string,
  { modelUrl, modelTimeout, effort }: ModelAccess,
): Promise<OpenProvider> {
  const baseUrl = modelUrl === undefined ? url : base(modelUrl);
  const isLocal = isLoopback(baseUrl);
  const key = process.env[keyVariable]?.trim() ?? "";
  if (key === "" && !isLocal) {
    throw new UsageError(
      `--model '${name}': ${keyVariable} is not set; it holds the service's key`,
    );
  }
  if (/[^\x21-\x7e]/.test(key)) {
    throw new UsageError(`${keyVariable} holds characters that no key has; copy it again`);
  }
  const { createHttpProvider } = await import("../advice/providers/http-provider.ts");
  const proxy = proxyFor(baseUrl);
  const provider = createHttpProvider({
    name,
    dialect: await dialect(modelUrl !== undefined),
    model,
    effort,
    baseUrl,
    key,
    keyVariable,
    timeoutMs: modelTimeout * 1_000,
    ...(proxy && { proxy }),
    userAgent: `arc-train/${readVersion()}`,
    clock: systemClock,
  });
  return { provider, isService: true, ...(!isLocal && { account: { url: baseUrl, key } }) };
}
