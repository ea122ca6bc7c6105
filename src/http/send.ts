import type { Dispatcher } from "undici";
import { type Asked, connectionError } from "./errors.ts";
import { ExchangeFailure, exchange } from "./exchange.ts";
import type { HttpReply, HttpRequest, Send } from "./request.ts";

export interface SendOptions {
  /** Where requests go: an origin, with a path prefix at most; no trailing slash. */
  readonly baseUrl: string;
  /** For one exchange, from connecting to the last byte. */
  readonly timeoutMs: number;
}

/** What the dispatcher refuses to read. */
export type ReplyLimits = Pick<Asked, "maxBodyBytes" | "maxHeaderBytes">;

/** The ground of the stack: one request over `dispatcher`, one reply, nothing retried. */
export function createSend(
  dispatcher: Dispatcher,
  { baseUrl, timeoutMs }: SendOptions,
  limits: ReplyLimits,
): Send {
  const { origin, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/+$/, "");
  return async (request) => {
    const { method, signal } = request;
    try {
      const { status, headers, body } = await exchange(
        dispatcher,
        {
          origin,
          path: prefix + request.path,
          method,
          headers: headersOf(request),
          body: request.body === undefined ? null : JSON.stringify(request.body),
        },
        { timeoutMs, ...(signal && { signal }) },
      );
      return {
        status,
        body,
        setCookies: [headers["set-cookie"] ?? []].flat(),
        ...retryAfter(headers["retry-after"]),
        ...serverTime(headers.date),
      };
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) throw error;
      const what = `${method} ${baseUrl}${request.path}`;
      throw connectionError(error, { what, timeoutMs, ...limits });
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
