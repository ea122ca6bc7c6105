import { ArcTrainError } from "../base/errors.ts";

/**
 * Why a model gave no answer. `limited`: a 429; `overloaded`: soon again; `filtered`: its content filter;
 * `too-long`: the request is longer than its context; `refused`: the key, the model's name or the request is
 * wrong, and will be; `spent`: a budget of the user's; `gone`: it can't be reached, or died.
 */
export type AskFailure =
  | "limited"
  | "overloaded"
  | "filtered"
  | "too-long"
  | "refused"
  | "spent"
  | "gone"
  | "timeout";

/** A language model gave no answer. */
export class AskError extends ArcTrainError {
  constructor(
    readonly failure: AskFailure,
    message: string,
    options: { cause?: unknown; readonly retryAfterMs?: number } = {},
  ) {
    super("MODEL", message, options);
    this.retryAfterMs = options.retryAfterMs;
  }
  readonly retryAfterMs: number | undefined;
}
