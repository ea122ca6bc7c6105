import type { Answer } from "../../agents/ask.ts";
import type { Effort, ProviderRequest } from "./provider.ts";
import type { ServiceFault } from "./service-fault.ts";

/** Something of a request that a service may lack; its complaint names it. */
export interface Feature {
  readonly name: string;
  /** What the complaint of a service without it says. */
  readonly complaint: RegExp;
}

/** What a request is made of beside its texts. */
export interface Form {
  readonly model: string;
  readonly effort: Effort;
  /** Whether a feature is asked for: the service has not complained of it so far. */
  has(feature: string): boolean;
}

/** An answer, or why there is none. `usage`: what is known of its cost. */
export type Reading = Answer | { readonly fault: ServiceFault; readonly usage?: Answer["usage"] };

/** How one kind of service is spoken to; pure. */
export interface Dialect {
  readonly path: string;
  /** In the order in which they are left out. */
  readonly features: readonly Feature[];
  readonly countsCached: boolean;
  headers(key: string): Readonly<Record<string, string>>;
  body(request: ProviderRequest, form: Form): object;
  /** Reads all events of a stream, or the one object that a service sent in place of one. */
  read(events: readonly unknown[], form: Form): Reading;
}

/** The stream ended before the answer did. */
export const BROKEN_OFF: ServiceFault = { words: "", message: "the answer broke off" };
export const FILTERED: ServiceFault = { words: "content_filter", message: "" };

/** What stands for a turn of the model of which nothing is left: no service takes an empty one. */
export const turnText = (text: string): string => (text.trim() === "" ? "(no reply)" : text);
