import { type Command, InvalidArgumentError, Option } from "commander";
import { wholeNumberIn } from "./numbers.ts";

/** Which games to play. */
export interface GameFlags {
  readonly games: number;
  readonly game?: readonly string[];
}

/** Adds `--games` and `--game`. */
export function addGameOptions(command: Command): Command {
  return command
    .addOption(
      new Option("-n, --games <n|all>", "how many games, from the front of the list")
        .default(6)
        .argParser(parseGames),
    )
    .addOption(
      new Option(
        "-g, --game <prefixes>",
        "these games instead: comma-separated id prefixes",
      ).argParser(parseList),
    );
}

function parseGames(text: string): number {
  return text === "all" ? Number.POSITIVE_INFINITY : orAll(text);
}

function orAll(text: string): number {
  try {
    return wholeNumberIn(1, 10_000)(text);
  } catch {
    throw new InvalidArgumentError('A whole number from 1 to 10000, or "all", is wanted.');
  }
}

/** A flag's parser for `one,two`. */
export function parseList(text: string): string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw new InvalidArgumentError("A comma-separated list is wanted.");
  return parts;
}
