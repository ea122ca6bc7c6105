import { type Command, Option } from "commander";
import type { Effort } from "../advice/providers/provider.ts";
import type { Rules } from "../limiter/budget/rules.ts";
import { parseBaseUrl, parseLimits } from "./connection-options.ts";
import { numberIn, wholeNumberIn } from "./numbers.ts";

/** The flags that name a language model, as commander hands them over. */
export interface ModelFlags {
  /** `openai:…`, `anthropic:…`, `command:…`, `script:…`. */
  readonly model?: string;
  /** Of a compatible service, in place of the provider's own. */
  readonly modelUrl?: string;
  readonly effort: Effort;
  readonly modelLimits?: Rules;
  /** Seconds. */
  readonly modelTimeout: number;
  /** Per game. */
  readonly maxCalls: number;
  /** When the model is asked. */
  readonly advice: "first" | "stuck" | "level";
}

/** Adds the options of a language model. */
export const addModelOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--model <provider:name>",
        "language model that advises: openai:<model>, anthropic:<model>, command:<program …> (request on stdin, reply on stdout), script:<module>",
      ),
    )
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
      new Option("--max-calls <n>", "requests to the model, per game")
        .default(100)
        .argParser(wholeNumberIn(1, 1_000_000)),
    )
    .addOption(
      new Option("--model-timeout <s>", "for one answer of the model, seconds")
        .default(120)
        .argParser(numberIn(1, 3_600, " seconds")),
    )
    .addOption(
      new Option(
        "--model-limits <file>",
        "limits of the model's service, see the README (default: 50 requests, 40,000 tokens in and 8,000 out a minute; none for command and script)",
      ).argParser(parseLimits),
    );
