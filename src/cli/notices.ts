import type { Command } from "commander";
import { findAgent } from "../agents/catalog.ts";
import { nearest } from "../base/did-you-mean.ts";
import type { DotEnv } from "./dot-env.ts";
import { isLoopback } from "./loopback.ts";

/** What the environment did that the user may not know of, a line each, before `command` does anything. */
export function environmentNotices(
  command: Command,
  dotEnv: DotEnv | undefined,
  known: readonly string[],
): string[] {
  const { quiet } = command.opts<{ quiet?: true }>();
  return [
    ...(dotEnv && !quiet ? readNotices(dotEnv) : []),
    ...unknownVariables(Object.keys(process.env), known),
    ...addressNotices(command, dotEnv),
    ...codeNotices(command, dotEnv),
  ];
}

function readNotices({ file, names, skipped }: DotEnv): string[] {
  const set = names.size > 0 ? [`${file} sets ${[...names].join(", ")}`] : [];
  if (skipped.length === 0) return set;
  const lines = `${skipped.length === 1 ? "line" : "lines"} ${skipped.join(", ")}`;
  return [...set, `${file}: ${lines} left out; NAME=value is wanted`];
}

/** Misspelt variables; of those that do not begin with ARC_TRAIN_ the ones that nearly are ours. */
export function unknownVariables(names: readonly string[], known: readonly string[]): string[] {
  return names
    .filter((name) => name.startsWith("ARC_") && !known.includes(name))
    .flatMap((name) => {
      const meant = nearest(name.replace(/^ARC_TRAIN_API/, "ARC_API"), known);
      if (meant === undefined && !name.startsWith("ARC_TRAIN_")) return [];
      return [
        `${name} has no effect${meant ? `; did you mean ${meant}?` : ": there is no such flag"}`,
      ];
    });
}

type Options = Readonly<Record<string, unknown>>;

/** A key may go where it was not meant to go, or travel unprotected. */
function addressNotices(command: Command, dotEnv: DotEnv | undefined): string[] {
  const { embedded, generated, model } = command.opts<Options>();
  const service =
    typeof model === "string" ? KEYS_OF_MODELS[model.split(":", 1)[0] ?? ""] : undefined;
  return [
    ...(embedded || generated ? [] : noticesOfAddress("baseUrl", "ARC_API_KEY", command, dotEnv)),
    ...(service ? noticesOfAddress("modelUrl", service, command, dotEnv) : []),
  ];
}

const KEYS_OF_MODELS: Readonly<Record<string, string>> = {
  openai: "OPENAI_API_KEY",
  anthropic: "ANTHROPIC_API_KEY",
};

function noticesOfAddress(
  flag: "baseUrl" | "modelUrl",
  keyVariable: string,
  command: Command,
  dotEnv: DotEnv | undefined,
): string[] {
  const url = command.opts<Options>()[flag];
  if (typeof url !== "string") return [];
  const notices: string[] = [];
  const hasKey = process.env[keyVariable] !== undefined;
  const urlIsFile = fromFile(command, flag, dotEnv);
  const keyIsFile = dotEnv?.names.has(keyVariable) === true;
  const isTyped = command.getOptionValueSource(flag) === "cli";
  if (hasKey && !isTyped && urlIsFile !== keyIsFile) {
    const [key, address] = keyIsFile
      ? [dotEnv?.file, "the environment"]
      : ["the environment", dotEnv?.file];
    notices.push(`the key of ${key} is sent to ${url}, an address that ${address} names`);
  }
  if (url.startsWith("http:") && !isLoopback(url)) {
    const what = hasKey ? "the key and all replies" : "all requests and replies";
    notices.push(`${url} is not encrypted: ${what} can be read and changed on the way; use https`);
  }
  return notices;
}

/** A file that lies about in a directory may make programs run. */
function codeNotices(command: Command, dotEnv: DotEnv | undefined): string[] {
  const { agent, model } = command.opts<{ agent?: string | readonly string[]; model?: string }>();
  const agents = fromFile(command, "agent", dotEnv) ? [agent ?? []].flat() : [];
  const isProgram = /^(command|script):/.test(model ?? "") && fromFile(command, "model", dotEnv);
  return [
    ...agents
      .filter((name) => !findAgent(name))
      .map((name) => `the code of ${name} is run as the agent, as ${dotEnv?.file} says`),
    ...(isProgram ? [`${model} is run as the model, as ${dotEnv?.file} says`] : []),
  ];
}

/** Whether the value of this flag comes from `.env`. */
function fromFile(command: Command, flag: string, dotEnv: DotEnv | undefined): boolean {
  if (command.getOptionValueSource(flag) !== "env") return false;
  const variable = command.options.find((option) => option.attributeName() === flag)?.envVar;
  return variable !== undefined && dotEnv?.names.has(variable) === true;
}
