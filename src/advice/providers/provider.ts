import type { Answer, AskRequest } from "../../agents/ask.ts";

/** How much a model thinks before it answers. */
export type Effort = "low" | "medium" | "high";

/** A request with the most tokens that its answer may have. */
export interface ProviderRequest extends AskRequest {
  readonly maxOutputTokens: number;
}

/** One service, or program, that answers requests. */
export interface Provider {
  /** As the user named it, e.g. `command:claude -p`. */
  readonly name: string;
  /** Provider, address, model, parameters: what makes the same request another one. Missing: each answer is another. */
  readonly identity?: string;
  /** Whether the service's limit on input tokens counts those that it reads from its cache; default true. */
  readonly countsCached?: boolean;
  /** Asks once, without retries. Rejects with an AskError, or with the signal's reason. */
  ask(request: ProviderRequest, signal: AbortSignal): Promise<Answer>;
  close?(): Promise<void>;
}
