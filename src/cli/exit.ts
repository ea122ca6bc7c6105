import { CommanderError } from "commander";
import { ArcTrainError, messageOf, printable, UsageError } from "../base/errors.ts";

/** 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** The text for an error, or null where commander has said it already. */
export function errorText(error: unknown): string | null {
  if (error instanceof CommanderError) return null;
  const line = `arc-train: ${printable(messageOf(error))}`;
  // What is not one of ours is a fault of the program: its trace helps whoever looks for it.
  if (error instanceof ArcTrainError || !(error instanceof Error)) return line;
  return `${line}\n${error.stack}`;
}

export function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}
