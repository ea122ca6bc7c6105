import { type Command, InvalidArgumentError, Option } from "commander";
import { type PriceList, priceListFromJson } from "../advice/price-list.ts";
import type { Effort } from "../advice/providers/provider.ts";
import { messageOf } from "../base/errors.ts";
import type { Rules } from "../limiter/budget/rules.ts";
import { parseBaseUrl, parseLimits } from "./connection-options.ts";
import { numberIn, wholeNumberIn } from "./numbers.ts";
import { readJson } from "./read-json.ts";

/** The flags that say which language model is asked, and how, as commander hands them over. */
export interface ModelAccess {
  /** `openai:…`, `anthropic:…`, `command:…`, `script:…`, `replay:…`. */
  readonly model?: string;
  /** Of a compatible service, in place of the provider's own. */
  readonly modelUrl?: string;
  readonly effort: Effort;
  readonly modelLimits?: Rules;
  /** Seconds. */
  readonly modelTimeout: number;
  readonly prices?: PriceList;
}

/** The same, and how much of it is wanted. */
export interface ModelFlags extends ModelAccess {
  /** US dollars, for the run. */
  readonly maxCost?: number;
  /** Per game. */
  readonly maxCalls: number;
  /** When the model is asked. */
  readonly advice: "first" | "stuck" | "level";
}

/** Adds the options that say which language model is asked. */
export const addModelAccess = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--model <provider:name>",
        "language model that advises: openai:<model>, anthropic:<model>, command:<program …> (request on stdin, reply on stdout), script:<module>, replay:<dir of a recording>",
      ),
    )
    .addOption(
      new Option(
        "--model-url <url>",
        "a service that speaks as OpenAI's Chat Completions, or Anthropic's Messages, do: OpenRouter, vLLM, Ollama …",
      ).argParser(parseBaseUrl),
    )
    .addOption(
      new Option("--effort <level>", "how much the model thinks before it answers")
        .choices(["low", "medium", "high"])
        .default("medium"),
    )
    .addOption(
      new Option("--model-timeout <s>", "for one answer of the model, seconds")
        .default(120)
        .argParser(numberIn(1, 3_600, " seconds")),
    )
    .addOption(
      new Option(
        "--model-limits <file>",
        "limits of the model's service, see the README (default: 50 requests, 40,000 tokens in and 8,000 out a minute; none for what runs on this machine)",
      ).argParser(parseLimits),
    )
    .addOption(
      new Option(
        "--prices <file>",
        "prices of models over those that are known, see the README",
      ).argParser(parsePrices),
    );

/** Adds all options of a language model that advises a play. */
export const addModelOptions = (command: Command): Command =>
  addModelAccess(command)
    .addOption(
      new Option(
        "--advice <when>",
        "the model leads first; or is asked where the explorer is stuck; or once at each level",
      )
        .choices(["first", "stuck", "level"])
        .default("first"),
    )
    .addOption(
      new Option(
        "--max-cost <usd>",
        "most that the model may cost in this run, US dollars; checked before each call",
      ).argParser(numberIn(0.0001, 1_000_000, " dollars")),
    )
    .addOption(
      new Option("--max-calls <n>", "requests to the model, per game")
        .default(100)
        .argParser(wholeNumberIn(1, 1_000_000)),
    );

function parsePrices(file: string): PriceList {
  const json = readJson(file);
  try {
    return priceListFromJson(json);
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}
