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

/** Without control characters: part of a text may come from a server, and a terminal obeys them. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, "?");
