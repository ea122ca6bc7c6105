import type { Priority } from "../limiter/limiter.ts";

/** One request to the API, before any header, cookie or limit. */
export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Below the base URL, with a leading slash. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** Beside those every request has: the key, cookies. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whom the limiter counts it under. */
  readonly lane: string;
  readonly priority?: Priority;
  /** True where sending it twice does no harm, so that a lost reply may be asked for again. */
  readonly repeatable?: boolean;
  /**
   * Has little time: goes also while all others wait after a 429 (see GrantRequest), and is repeated
   * soon, until its signal ends it.
   */
  readonly urgent?: boolean;
  /** Set where it is sent again, for the statistics. */
  readonly retry?: boolean;
  /**
   * Gives up waiting for a grant, or before another try, at once. What is on its way, which may be
   * applied and billed, has GRACE_MS more for its reply, then it is cut off (`aborted`).
   */
  readonly signal?: AbortSignal;
}

/** Any reply, whatever its status. */
export interface HttpReply {
  readonly status: number;
  readonly body: string;
  /** Every Set-Cookie header, unparsed. */
  readonly setCookies: readonly string[];
  /** The Content-Type header: what the body claims to be. */
  readonly contentType?: string;
  /** The Location header: where a redirect points to. */
  readonly location?: string;
  /** From the Retry-After header, milliseconds from 1 to an hour; absent where it asks for no wait. */
  readonly retryAfterMs?: number;
  /** From the Date header, milliseconds since 1970 in whole seconds. */
  readonly serverTimeMs?: number;
}

/** Sends a request. Resolves with every reply that arrives; rejects with a ConnectionError when none does. */
export type Send = (request: HttpRequest) => Promise<HttpReply>;
