import type { CookieJar } from "tough-cookie";
import type { Limiter } from "../limiter/limiter.ts";
import { createPool, REPLY_LIMITS } from "./create-pool.ts";
import type { Send } from "./request.ts";
import { createSend, type SendOptions } from "./send.ts";
import { withCookies } from "./with-cookies.ts";
import { withLimit } from "./with-limit.ts";
import { type RetryOptions, withRetry } from "./with-retry.ts";

export interface HttpOptions extends SendOptions, RetryOptions {
  readonly limiter: Limiter;
}

/** One connection pool to the API; each jar gets a Send of its own over it. */
export interface Http {
  /** A Send that keeps the cookies of every reply in `jar`: retry over limit over cookies over send. */
  sendWith(jar: CookieJar): Send;
  /** Closes the connections; those in use are cut. */
  close(): Promise<void>;
}

/** Builds the request stack. Nothing else in the program talks to the API of the games. */
export function createHttp(options: HttpOptions): Http {
  const pool = createPool(options);
  const send = createSend(pool, options, REPLY_LIMITS);
  return {
    sendWith: (jar) =>
      withRetry(options, withLimit(options.limiter, withCookies(jar, options.baseUrl, send))),
    close: () => pool.destroy(),
  };
}
