import type { CookieJar } from "tough-cookie";
import { Agent, type Dispatcher, ProxyAgent } from "undici";
import type { Limiter } from "../limiter/limiter.ts";
import type { Send } from "./request.ts";
import { createSend, type ReplyLimits, type SendOptions } from "./send.ts";
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

/**
 * The largest replies there are: an action may show up to a thousand pictures of 64×64 cells, each cell
 * up to four characters ("15, "), 16 MiB in all. A quarter more is read, and not a byte beyond.
 */
export const REPLY_LIMITS: ReplyLimits = { maxBodyBytes: 20 * 2 ** 20, maxHeaderBytes: 64 * 1024 };
/** For one of a host's addresses, while there is another to try; Node's quarter of a second is too short for far hosts. */
const ADDRESS_MS = 2_000;

/** Builds the request stack. Nothing else in the program talks to the API. */
export function createHttp(options: HttpOptions): Http {
  const pool = createPool(options);
  const send = createSend(pool, options, REPLY_LIMITS);
  return {
    sendWith: (jar) =>
      withRetry(options, withLimit(options.limiter, withCookies(jar, options.baseUrl, send))),
    close: () => pool.destroy(),
  };
}

function createPool({ timeoutMs, proxy }: SendOptions): Dispatcher {
  const connect = {
    timeout: Math.min(timeoutMs, 10_000),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
  };
  const pool = {
    // The exchange has one timer for everything.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Below the idle timeout of common load balancers, so that no request meets a closing socket.
    keepAliveTimeout: 4_000,
    maxResponseSize: REPLY_LIMITS.maxBodyBytes,
    maxHeaderSize: REPLY_LIMITS.maxHeaderBytes,
  };
  return proxy
    ? new ProxyAgent({ ...pool, uri: proxy.href, proxyTls: connect })
    : new Agent({ ...pool, connect });
}
