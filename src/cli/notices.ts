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

/** The key may go where it was not meant to go, or travel unprotected. */
function addressNotices(command: Command, dotEnv: DotEnv | undefined): string[] {
  const { baseUrl, embedded, generated } = command.opts<Readonly<Record<string, unknown>>>();
  if (typeof baseUrl !== "string" || embedded || generated) return [];
  const notices: string[] = [];
  const hasKey = process.env.ARC_API_KEY !== undefined;
  const urlIsFile = fromFile(command, "baseUrl", dotEnv);
  const keyIsFile = dotEnv?.names.has("ARC_API_KEY") === true;
  const isTyped = command.getOptionValueSource("baseUrl") === "cli";
  if (hasKey && !isTyped && urlIsFile !== keyIsFile) {
    const [key, url] = keyIsFile
      ? [dotEnv?.file, "the environment"]
      : ["the environment", dotEnv?.file];
    notices.push(`the key of ${key} is sent to ${baseUrl}, an address that ${url} names`);
  }
  if (baseUrl.startsWith("http:") && !isLoopback(baseUrl)) {
    const what = hasKey ? "the key and all replies" : "all requests and replies";
    notices.push(
      `${baseUrl} is not encrypted: ${what} can be read and changed on the way; use https`,
    );
  }
  return notices;
}

/** A file that lies about in a directory may make programs run. */
function codeNotices(command: Command, dotEnv: DotEnv | undefined): string[] {
  if (!fromFile(command, "agent", dotEnv)) return [];
  const { agent } = command.opts<{ agent: string | readonly string[] }>();
  return [agent]
    .flat()
    .filter((name) => !findAgent(name))
    .map((name) => `the code of ${name} is run as the agent, as ${dotEnv?.file} says`);
}

/** Whether the value of this flag comes from `.env`. */
function fromFile(command: Command, flag: string, dotEnv: DotEnv | undefined): boolean {
  if (command.getOptionValueSource(flag) !== "env") return false;
  const variable = command.options.find((option) => option.attributeName() === flag)?.envVar;
  return variable !== undefined && dotEnv?.names.has(variable) === true;
}
