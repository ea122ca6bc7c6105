import { Command, type Option } from "commander";
import { UsageError } from "../base/errors.ts";

/** The variables without a flag of their name. */
const OTHER_VARIABLES = ["ARC_API_KEY", "ARC_BASE_URL"];
const PREFIX = "ARC_TRAIN_";
/** Help and consent are asked for one at a time. */
const WITHOUT_VARIABLE = new Set(["--help", "--version", "--yes"]);
/** Their flags say whose memory is meant: a variable left set would make half a backup. */
const WITHOUT_VARIABLES = new Set(["memory"]);

/**
 * A command whose flags all have a variable: ARC_TRAIN_ and the flag's name, unless another was given.
 * Flags without a value take 1 and 0; adding one throws a UsageError where it is set to anything else.
 */
export class CliCommand extends Command {
  override createCommand(name?: string): CliCommand {
    return new CliCommand(name);
  }

  override addOption(option: Option): this {
    if (option.envVar === undefined && hasVariable(this, option)) option.env(variableOf(option));
    const takesValue = option.required || option.optional;
    if (option.envVar !== undefined && !takesValue) readSwitch(option, option.envVar);
    return super.addOption(option);
  }
}

/** The names of all variables that a command and those below it know. */
export const variablesOf = (command: Command): string[] => [
  ...new Set([...OTHER_VARIABLES, ...flagVariables(command)]),
];

const flagVariables = ({ options, commands }: Command): string[] => [
  ...options.flatMap(({ envVar }) => envVar ?? []),
  ...commands.flatMap(flagVariables),
];

const hasVariable = ({ parent }: Command, { long }: Option): boolean =>
  long != null && !WITHOUT_VARIABLE.has(long) && !WITHOUT_VARIABLES.has(parent?.name() ?? "");

const variableOf = ({ long }: Option): string =>
  PREFIX + (long ?? "").slice(2).toUpperCase().replaceAll("-", "_");

/** commander takes any value of such a variable for yes. */
function readSwitch(option: Option, name: string): void {
  const value = process.env[name]?.trim().toLowerCase();
  if (value === undefined || ["1", "true", "yes", "on"].includes(value)) return;
  if (!["0", "false", "no", "off"].includes(value)) {
    throw new UsageError(`${name}=${process.env[name]}: 1 or 0 is wanted, as for ${option.long}`);
  }
  delete process.env[name];
}
