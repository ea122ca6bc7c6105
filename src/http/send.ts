import type { Dispatcher } from "undici";
import { connectionError } from "./errors.ts";
import { exchange } from "./exchange.ts";
import type { HttpReply, HttpRequest, Send } from "./request.ts";

export interface SendOptions {
  /** Where requests go: an origin, with a path prefix at most; no trailing slash. */
  readonly baseUrl: string;
  /** For error texts; the waiting itself is the dispatcher's. */
  readonly timeoutMs: number;
}

/** The ground of the stack: one request over `dispatcher`, one reply, nothing retried. */
export function createSend(dispatcher: Dispatcher, options: SendOptions): Send {
  const { origin, pathname } = new URL(options.baseUrl);
  const prefix = pathname.replace(/\/+$/, "");
  return async (request) => {
    const what = `${request.method} ${options.baseUrl}${request.path}`;
    try {
      const { status, headers, body } = await exchange(dispatcher, {
        origin,
        path: prefix + request.path,
        method: request.method,
        headers: headersOf(request),
        body: request.body === undefined ? null : JSON.stringify(request.body),
      });
      return {
        status,
        body,
        setCookies: [headers["set-cookie"] ?? []].flat(),
        ...retryAfter(headers["retry-after"]),
        ...serverTime(headers.date),
      };
    } catch (error) {
      throw connectionError(error, what, options.timeoutMs);
    }
  };
}

function headersOf(request: HttpRequest) {
  return {
    accept: "application/json",
    ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    ...request.headers,
  };
}

/** Retry-After in seconds; its date form is rare and needs the server's clock, so it is left to the backoff. */
function retryAfter(header: string | string[] | undefined): Pick<HttpReply, "retryAfterMs"> {
  const seconds = Number.parseFloat(String(header ?? ""));
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
}

function serverTime(header: string | string[] | undefined): Pick<HttpReply, "serverTimeMs"> {
  const serverTimeMs = Date.parse(String(header ?? ""));
  return Number.isNaN(serverTimeMs) ? {} : { serverTimeMs };
}
