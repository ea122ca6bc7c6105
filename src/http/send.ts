import type { Dispatcher } from "undici";
import type { Clock } from "../base/clock.ts";
import { dateMs, retryAfterMs } from "../limiter/retry-after.ts";
import { connectionError } from "./errors.ts";
import { exchange, type RawReply } from "./exchange.ts";
import type { HttpReply, HttpRequest, Send } from "./request.ts";

export interface SendOptions {
  /** Where requests go: an origin, with a path prefix at most; no trailing slash. */
  readonly baseUrl: string;
  /** For error texts; the waiting itself is the dispatcher's. */
  readonly timeoutMs: number;
  /** For a Retry-After that names a moment, where the reply has no Date. */
  readonly clock: Clock;
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
        ...times(headers, options.clock.wallMs()),
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

/** What the reply asks us to wait, and when the server sent it. */
function times(
  headers: RawReply["headers"],
  wallMs: number,
): Pick<HttpReply, "retryAfterMs" | "serverTimeMs"> {
  const waitMs = retryAfterMs(headers["retry-after"], headers.date, wallMs);
  const serverTimeMs = dateMs(String(headers.date ?? ""));
  return {
    ...(waitMs !== null && { retryAfterMs: waitMs }),
    ...(serverTimeMs !== null && { serverTimeMs }),
  };
}
