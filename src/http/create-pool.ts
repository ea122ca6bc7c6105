import { Agent, type Dispatcher, ProxyAgent } from "undici";
import type { ReplyLimits, SendOptions } from "./send.ts";

/**
 * The largest replies there are: an action may show up to a thousand pictures of 64×64 cells, each cell
 * up to four characters ("15, "), 16 MiB in all. A quarter more is read, and not a byte beyond.
 */
export const REPLY_LIMITS: ReplyLimits = { maxBodyBytes: 20 * 2 ** 20, maxHeaderBytes: 64 * 1024 };
/** For one of a host's addresses, while there is another to try; Node's quarter of a second is too short for far hosts. */
const ADDRESS_MS = 2_000;

/** Connections to one server, or through one proxy to it. */
export function createPool({
  timeoutMs,
  proxy,
}: Pick<SendOptions, "timeoutMs" | "proxy">): Dispatcher {
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
