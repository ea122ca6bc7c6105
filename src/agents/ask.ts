/** One side's contribution to a conversation with a language model. */
export interface Turn {
  readonly by: "user" | "model";
  readonly text: string;
  /** A turn of the model as its provider wants it back: see Answer. */
  readonly native?: unknown;
}

/** One request to a language model. */
export interface AskRequest {
  /** The same for all requests of a version: what caches of prompts count on. */
  readonly system: string;
  /** Begins and ends with a turn of the user; each begins as the one before did. */
  readonly turns: readonly Turn[];
  /** How soon it must go; `background`: play goes on without it. */
  readonly priority?: "critical" | "normal" | "background";
}

/** What a request cost. Tokens; `cached` and `written` (to a cache) are among `input`, `reasoning` among `output`. */
export interface Usage {
  readonly input: number;
  readonly cached: number;
  readonly written?: number;
  readonly output: number;
  readonly reasoning: number;
}

export interface Answer {
  /** A JSON object, alone or in a fence, as the system text asks for. */
  readonly text: string;
  /** Whether it was cut off at the most tokens an answer may have. */
  readonly isCut: boolean;
  /** Undefined where the provider does not tell. */
  readonly usage?: Usage;
  /**
   * The answer in its provider's own form, with the reasoning that it wants back. A JSON value that is opaque to
   * all others; a turn without it is told by its text.
   */
  readonly native?: unknown;
}

/** Asks a language model. Rejects with an AskError, or with the signal's reason. */
export type Ask = (request: AskRequest, signal: AbortSignal) => Promise<Answer>;
