import type { Usage } from "../agents/ask.ts";
import { ArcTrainError } from "../base/errors.ts";

/**
 * Why a model gave no answer. `limited`: a 429; `overloaded`: the service is unwell or the connection broke, soon
 * again; `unreachable`: no connection came about, soon again; `adapted`: the service lacks something optional that
 * is left out from now on, at once again; `filtered`: its content filter; `too-long`: the request is longer than its
 * context; `refused`: the key, the model's name or the request is wrong, and will be; `spent`: a budget of the
 * user's; `gone`: the program died, or the service speaks something else.
 */
export type AskFailure =
  | "limited"
  | "overloaded"
  | "unreachable"
  | "adapted"
  | "filtered"
  | "too-long"
  | "refused"
  | "spent"
  | "gone"
  | "timeout";

export interface AskErrorOptions {
  readonly cause?: unknown;
  readonly retryAfterMs?: number;
  /** What it cost nevertheless; undefined: not known. */
  readonly usage?: Usage | undefined;
}

/** Of what the service surely charged nothing for. */
export const NO_USAGE: Usage = { input: 0, cached: 0, output: 0, reasoning: 0 };

/** A language model gave no answer. */
export class AskError extends ArcTrainError {
  constructor(
    readonly failure: AskFailure,
    message: string,
    options: AskErrorOptions = {},
  ) {
    super("MODEL", message, options);
    this.retryAfterMs = options.retryAfterMs;
    this.usage = options.usage;
  }
  readonly retryAfterMs: number | undefined;
  readonly usage: Usage | undefined;
}
