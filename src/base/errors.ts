/**
 * The root of all errors that are meant to be read by a user.
 *
 * `message` says in one line what happened and what to do; `code` is stable and safe to branch on.
 */
export class ArcTrainError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Wrong usage: a flag, a file or a name the user gave. Ends the process with exit code 2. */
export class UsageError extends ArcTrainError {
  constructor(message: string, options?: { cause?: unknown }) {
    super("USAGE", message, options);
  }
}

/** The stable code of anything that was thrown; `UNEXPECTED` for what is not one of ours. */
export const codeOf = (error: unknown): string =>
  error instanceof ArcTrainError ? error.code : "UNEXPECTED";

/** The text of anything that was thrown, on one line; the name of an error that says nothing. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replaceAll(/\s+/g, " ").trim();
}

/**
 * What a terminal obeys rather than shows, or shows in another place or not at all: controls, line breaks,
 * marks of direction and of no width, fillers, halves of characters.
 */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|\u034f/gu;

/** A text on one line that shows all it holds: part of it may come from a server or a file. */
export const printable = (text: string): string => text.replaceAll(UNPRINTABLE, "?");
