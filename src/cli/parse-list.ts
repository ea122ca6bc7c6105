import { InvalidArgumentError } from "commander";

/** A flag's parser for comma-separated lists of at least one part. */
export function parseList(text: string): string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw new InvalidArgumentError("A comma-separated list is wanted.");
  return parts;
}
