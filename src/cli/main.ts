import { type Command, Option } from "commander";
import { printable, UsageError } from "../base/errors.ts";
import { outlivesTerminal } from "../base/hangup.ts";
import { parseLatency } from "./arcade-options.ts";
import { addBenchOptions, addCompareOptions } from "./bench-options.ts";
import { CliCommand, variablesOf } from "./cli-command.ts";
import { adviceCommand } from "./commands/advice.ts";
import { arcadeCommand } from "./commands/arcade.ts";
import { benchCommand } from "./commands/bench.ts";
import { compareCommand } from "./commands/bench-compare.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { gamesCommand } from "./commands/games.ts";
import { statsCommand } from "./commands/stats.ts";
import { trainCommand } from "./commands/train.ts";
import { addConnectionOptions, addDataDirOption } from "./connection-options.ts";
import { type DotEnv, loadDotEnv } from "./dot-env.ts";
import { dropEmptyVariables } from "./environment.ts";
import { EXIT, errorText, exitCode } from "./exit.ts";
import { faultHelp, faultOption } from "./fault-option.ts";
import { generatedOption } from "./generated-option.ts";
import { addMemoryCommands } from "./memory-options.ts";
import { addModelAccess } from "./model-options.ts";
import { environmentNotices } from "./notices.ts";
import { wholeNumberIn } from "./numbers.ts";
import { watchOutputs } from "./outputs.ts";
import { printError } from "./terminal.ts";
import { addTrainOptions } from "./train-options.ts";
import { readVersion } from "./version.ts";

const HURRY_MS = 500;

/** Runs the command line and ends the process with its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  const outputs = watchOutputs();
  // By default it would end the process, also one that was started to outlive its terminal.
  if (outlivesTerminal()) process.on("SIGHUP", () => undefined);
  let code: number = EXIT.done;
  try {
    const dotEnv = loadDotEnv();
    dropEmptyVariables();
    code = await parse(argv, dotEnv);
  } catch (error) {
    const text = errorText(error);
    if (text !== null) printError(text);
    code = exitCode(error);
  }
  // Whoever interrupts waits for no reader that fell asleep.
  await outputs.flush(code === EXIT.interrupted ? HURRY_MS : Number.POSITIVE_INFINITY);
  // Requests given up after an interrupt may still be waited for somewhere; nobody needs them now.
  process.exit(outputs.hasFailed && code === EXIT.done ? EXIT.failed : code);
}

async function parse(argv: readonly string[], dotEnv: DotEnv | undefined): Promise<number> {
  let code: number = EXIT.done;
  const program = createProgram((result) => {
    code = result;
  });
  const variables = variablesOf(program);
  program.hook("preAction", (_, command) => {
    for (const notice of environmentNotices(command, dotEnv, variables)) {
      printError(`arc-train: ${printable(notice)}`);
    }
  });
  await program.parseAsync(argv);
  return code;
}

function createProgram(done: (code: number) => void): Command {
  const program = new CliCommand("arc-train")
    .description("Trains an agent on ARC-AGI-3 games. Without a key it plays the embedded arcade.")
    .usage("[train] [options]")
    .version(readVersion(), "-V, --version")
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeErr: (text) => printError(`arc-train: ${text.trimEnd()}`) });

  const asTraining = (command: Command) =>
    addTrainOptions(command)
      .argument("[words...]")
      .action(async (words: string[], flags) => {
        if (words.length > 0) throw new UsageError(unknownCommand(program, words[0] as string));
        done(await trainCommand(flags));
      });
  asTraining(program);
  asTraining(program.command("train").description("train (the default)"));

  const bench = addBenchOptions(program.command("bench"))
    .description("measure agents: games × seeds at an action budget")
    .enablePositionalOptions()
    .action(async (flags) => done(await benchCommand(flags)));
  addCompareOptions(bench.command("compare"))
    .description("compare two agents by the result files of bench")
    .allowExcessArguments(false)
    .action(async (a, b, flags) => done(compareCommand(a, b, flags)));

  addConnectionOptions(program.command("games").description("list the games of the server"))
    .option("--json", "as JSON")
    .action(async (flags) => done(await gamesCommand(flags)));

  addDataDirOption(program.command("stats").description("statistics of the last or running runs"))
    .addOption(new Option("--json", "as JSON, a line per run").conflicts("prometheus"))
    .option("--prometheus", "as metrics in Prometheus' text format")
    .option("--watch", "again every second until Ctrl-C")
    .option("--no-color", "no colours")
    .action(async (flags) => done(await statsCommand(flags)));

  addDataDirOption(addModelAccess(addConnectionOptions(program.command("doctor"))))
    .description("check Node, key, limits, server, cookies, clock, model and disk")
    .option("--json", "as JSON")
    .option("--clear-limits", "end the wait after a 429 for all who use this key")
    .option("--yes", "do so without asking")
    .action(async (flags) => done(await doctorCommand(flags)));

  addMemoryCommands(program, done);

  addDataDirOption(program.command("advice").description("what a model was asked and answered"))
    .argument("<run|game>", "the beginning of a run's id, or of a game's: its latest run")
    .option("--follow", "go on as it is written, until Ctrl-C")
    .option("--json", "the records, one a line")
    .action(async (wanted, flags) => done(await adviceCommand(wanted, flags)));

  program
    .command("arcade")
    .description("serve the embedded games on loopback")
    .option("--port <n>", "port, 0 for a free one", wholeNumberIn(0, 65_535), 8001)
    .addOption(generatedOption("generated games in place of these: n of the set train or held-out"))
    .option("--rpm <n>", "requests per minute and key before 429", wholeNumberIn(1, 1_000_000), 600)
    .addOption(
      new Option("--latency <s|min-max>", "what a request takes to arrive, seconds")
        .default([0, 0], "0")
        .argParser(parseLatency),
    )
    .addOption(faultOption())
    .option("--log", "one line per request on stderr")
    .addHelpText("after", faultHelp())
    .action(async (flags) => done(await arcadeCommand(flags)));

  for (const command of program.commands) command.allowExcessArguments(false);
  return program;
}

function unknownCommand(program: Command, word: string): string {
  const names = program.commands.map((command) => command.name()).join(", ");
  return `unknown command '${word}'; there are ${names}`;
}
