import type { Answer, AskRequest } from "../../agents/ask.ts";

/** A request with the most tokens that its answer may have. */
export interface ProviderRequest extends AskRequest {
  readonly maxOutputTokens: number;
}

/** One service, or program, that answers requests. */
export interface Provider {
  /** As the user named it, e.g. `command:claude -p`. */
  readonly name: string;
  /** Asks once, without retries. Rejects with an AskError, or with the signal's reason. */
  ask(request: ProviderRequest, signal: AbortSignal): Promise<Answer>;
  close?(): Promise<void>;
}
