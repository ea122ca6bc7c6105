import { type Command, InvalidArgumentError, Option } from "commander";
import { agentNames } from "../agents/catalog.ts";
import {
  addConnectionOptions,
  addDataDirOption,
  type ConnectionFlags,
} from "./connection-options.ts";
import { addGameOptions, type GameFlags, parseList } from "./game-options.ts";
import { addModelOptions, type ModelFlags } from "./model-options.ts";
import { numberIn, wholeNumberIn } from "./numbers.ts";

/** The flags of `train` as commander hands them over, validated one by one. */
export interface TrainFlags extends ConnectionFlags, GameFlags, ModelFlags {
  /** Default: `advised` with a model, else `explorer`. */
  readonly agent?: string;
  readonly episodes?: number;
  readonly maxActions: number;
  readonly maxMinutes?: number;
  readonly until?: number;
  /** True: all games at once. */
  readonly swarm?: number | true;
  readonly episodeDelay?: number;
  readonly swarmDelay?: number;
  readonly tags: readonly string[];
  readonly sourceUrl?: string;
  readonly competition?: true;
  readonly dataDir: string;
  readonly fresh?: true;
  readonly record: boolean;
  readonly seed?: number;
  readonly json?: true;
  readonly color: boolean;
  readonly quiet?: true;
  readonly verbose?: true;
  readonly stats?: true;
}

const MAX_COUNT = 1_000_000_000;

export function addTrainOptions(command: Command): Command {
  addGameOptions(command)
    .addOption(
      new Option(
        "-a, --agent <name|file>",
        `${agentNames.join(", ")}, or a module that exports one (default: explorer; with --model advised)`,
      ),
    )
    .addOption(
      new Option(
        "-e, --episodes <n>",
        "episodes per game (default: until a budget or target is reached)",
      ).argParser(wholeNumberIn(1, MAX_COUNT)),
    )
    .addOption(
      new Option("--max-actions <n>", "action budget per game, exact")
        .default(1000)
        .argParser(wholeNumberIn(1, MAX_COUNT)),
    )
    .addOption(
      new Option("--max-minutes <m>", "wall time for the run").argParser(
        numberIn(0.001, 30_000, " minutes"),
      ),
    )
    .addOption(
      new Option("--until <levels|win>", "a game ends at this many levels, or at WIN").argParser(
        parseUntil,
      ),
    )
    .addOption(
      new Option("--swarm [n]", "play n games at the same time; all when n is left out").argParser(
        parseSwarm,
      ),
    );
  addModelOptions(command);
  addConnectionOptions(command)
    .addOption(
      new Option("--episode-delay <s>", "between episodes of a game, seconds").argParser(
        numberIn(0, 3600, " seconds"),
      ),
    )
    .addOption(
      new Option("--swarm-delay <s>", "the same in swarm mode, seconds").argParser(
        numberIn(0, 3600, " seconds"),
      ),
    )
    .addOption(
      new Option("--tags <list>", "comma-separated tags of the scorecard")
        .default([], "none")
        .argParser(parseList),
    )
    .addOption(
      new Option("--source-url <url>", "where the agent's code is, for the scorecard").argParser(
        parseUrl,
      ),
    )
    .option("--competition", "open the scorecard in competition mode");
  addDataDirOption(command)
    .option("--fresh", "start without what was learned before")
    .option("--no-record", "write no recordings")
    .addOption(
      new Option("--seed <n>", "fixes every random choice").argParser(
        wholeNumberIn(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
      ),
    )
    .option("--json", "one event a line on stdout; status goes to stderr")
    .option("--quiet", "nothing but the summary")
    .option("--verbose", "tell about episodes too")
    .option("--no-color", "no colours")
    .option("--stats", "full rate-limit report at the end");
  return command;
}

function parseUntil(text: string): number {
  if (text === "win") return Number.POSITIVE_INFINITY;
  try {
    return wholeNumberIn(1, 254)(text);
  } catch {
    throw new InvalidArgumentError('A whole number from 1 to 254, or "win", is wanted.');
  }
}

/** `all` is for the variable, which cannot leave its value out. */
const parseSwarm = (text: string): number | true => text === "all" || wholeNumberIn(1, 1000)(text);

function parseUrl(text: string): string {
  if (!URL.canParse(text)) throw new InvalidArgumentError("An address (URL) is wanted.");
  return text;
}
