import { type Command, InvalidArgumentError, Option } from "commander";
import { agentNames } from "../agents/catalog.ts";
import { type FoldSpec, foldFileSchema } from "../evaluation/folds.ts";
import { addConnectionOptions, type ConnectionFlags } from "./connection-options.ts";
import { addGameOptions, type GameFlags } from "./game-options.ts";
import { addModelOptions, type ModelFlags } from "./model-options.ts";
import { numberIn, wholeNumberIn } from "./numbers.ts";
import { readJson } from "./read-json.ts";

/** The flags of `bench` as commander hands them over, validated one by one. */
export interface BenchFlags extends ConnectionFlags, GameFlags, ModelFlags {
  /** Undefined: `advised` with a model, else `explorer`. */
  readonly agent?: readonly string[];
  readonly maxActions: number;
  /** Wall time for a play; undefined without a limit. */
  readonly maxMinutes?: number;
  readonly seeds: readonly number[];
  readonly sessions: number;
  readonly parallel: number;
  readonly out?: string;
  readonly folds?: FoldSpec;
  readonly json?: true;
  readonly color: boolean;
  readonly quiet?: true;
}

/** The flags of `bench compare`. */
export interface CompareFlags {
  readonly agent?: readonly string[];
  readonly folds: FoldSpec;
  readonly json?: true;
}

const MAX_ACTIONS = 1_000_000_000;
const MAX_SEEDS = 1_000;

export function addBenchOptions(command: Command): Command {
  command.addOption(
    agentOption(
      `${agentNames.join(", ")}, or a module; repeat it for several (default: explorer; with --model advised)`,
    ),
  );
  addGameOptions(command)
    .addOption(
      new Option("--max-actions <n>", "action budget of a play, exact")
        .default(800)
        .argParser(wholeNumberIn(1, MAX_ACTIONS)),
    )
    .addOption(secondNameOfMaxActions())
    .addOption(
      new Option("--max-minutes <m>", "wall time for a play").argParser(
        numberIn(0.001, 30_000, " minutes"),
      ),
    )
    .addOption(
      new Option("--seeds <n|list>", "seeds 1 to n, or these: 4,7,9")
        .default([1, 2, 3], "3")
        .argParser(parseSeeds),
    )
    .addOption(
      new Option("--sessions <n>", "plays in a row on what the ones before learned")
        .default(1)
        .argParser(wholeNumberIn(1, 1_000)),
    )
    .addOption(
      new Option("--parallel <n>", "plays at the same time")
        .default(4)
        .argParser(wholeNumberIn(1, 1_000)),
    )
    .addOption(
      new Option(
        "--out <file>",
        "keeps each play as it ends; those in the file are not played again",
      ),
    )
    .addOption(foldsOption());
  return addConnectionOptions(addModelOptions(command))
    .option("--json", "one JSON document on stdout")
    .option("--quiet", "no progress, errors and tables alone")
    .option("--no-color", "no colours");
}

export function addCompareOptions(command: Command): Command {
  return command
    .argument("<a>", "result file of bench --out")
    .argument("[b]", "another one; without it, <a> holds both agents")
    .addOption(agentOption("which agent of <a>, and by a second one of <b>"))
    .addOption(foldsOption().default(3))
    .option("--json", "as JSON");
}

/** What `--max-actions` of bench was called at first; training never called it so. */
function secondNameOfMaxActions(): Option {
  const option = new Option("--actions <n>", "the same as --max-actions")
    .argParser(wholeNumberIn(1, MAX_ACTIONS))
    .hideHelp();
  return Object.assign(option, { attributeName: () => "maxActions" });
}

function agentOption(description: string): Option {
  return new Option("-a, --agent <name|file>", description).argParser(
    (name: string, before: readonly string[] = []) => {
      if (before.includes(name)) throw new InvalidArgumentError("It is named twice.");
      return [...before, name];
    },
  );
}

const foldsOption = (): Option =>
  new Option(
    "--folds <n|file>",
    'folds of games: n in turn, or a file {"name": ["prefix", …], …}',
  ).argParser(parseFolds);

function parseSeeds(text: string): number[] {
  if (!text.includes(",")) {
    return Array.from({ length: wholeNumberIn(1, MAX_SEEDS)(text) }, (_, index) => index + 1);
  }
  const parts = text.split(",").filter((part) => part.trim() !== "");
  if (parts.length === 0)
    throw new InvalidArgumentError("A number, or a list such as 4,7, is wanted.");
  return [...new Set(parts.map(wholeNumberIn(0, Number.MAX_SAFE_INTEGER)))];
}

function parseFolds(text: string): FoldSpec {
  if (/^[+-]?[\d.]+$/.test(text)) return wholeNumberIn(2, 1_000)(text);
  const folds = foldFileSchema.safeParse(readJson(text));
  if (folds.success) return folds.data;
  throw new InvalidArgumentError('JSON such as {"name": ["prefix", …], …} is wanted.');
}
