import { type Command, Option } from "commander";
import { UsageError } from "../base/errors.ts";
import { memoryExportCommand } from "./commands/memory-export.ts";
import { memoryForgetCommand } from "./commands/memory-forget.ts";
import { memoryImportCommand } from "./commands/memory-import.ts";
import { memoryShowCommand } from "./commands/memory-show.ts";
import { addDataDirOption } from "./connection-options.ts";
import { parseList } from "./game-options.ts";

/** Adds `memory` and its commands; `done` hears their exit code. */
export function addMemoryCommands(program: Command, done: (code: number) => void): void {
  const memory = program
    .command("memory")
    .description("what was learned: show, export, import, forget")
    .usage("show|export|import|forget")
    .argument("[words...]")
    .action((words: string[]) => {
      const found = words[0] === undefined ? "which one?" : `unknown command '${words[0]}';`;
      throw new UsageError(`memory: ${found} there are show, export, import, forget`);
    });
  const add = (name: string, description: string, agent: string) =>
    addDataDirOption(memory.command(name).description(description))
      .allowExcessArguments(false)
      .addOption(new Option("-a, --agent <name|file>", agent));

  add("show", "what is remembered of each game", "of this agent only")
    .argument("[game]", "prefix of games' ids")
    .option("--json", "as JSON")
    .action(async (prefix, flags) => done(await memoryShowCommand(prefix, flags)));

  add("export", "write it to a file, or to stdout", "of this agent only")
    .argument("[file]", "compressed where the name ends in .gz")
    .addOption(
      new Option(
        "-g, --game <prefixes>",
        "these games only: comma-separated id prefixes",
      ).argParser(parseList),
    )
    .action(async (file, flags) => done(await memoryExportCommand(file, flags)));

  add("import", "join an exported file with what is remembered", "as what this agent learned")
    .argument("<file>")
    .action(async (file, flags) => done(await memoryImportCommand(file, flags)));

  add("forget", "remove what is remembered", "of this agent only")
    .argument("<game|all>", "prefix of games' ids")
    .option("--yes", "do not ask")
    .action(async (prefix, flags) => done(await memoryForgetCommand(prefix, flags)));
}
