import type { Dispatcher } from "undici";
import type { Clock } from "../base/clock.ts";
import { dateMs, retryAfterMs } from "../limiter/budget/retry-after.ts";
import { type Asked, connectionError } from "./errors.ts";
import { ExchangeFailure, exchange, type RawReply } from "./exchange.ts";
import type { HttpReply, HttpRequest, Send } from "./request.ts";

export interface SendOptions {
  /** Where requests go: an origin, with a path prefix at most; no trailing slash. */
  readonly baseUrl: string;
  /** For one exchange, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** Through which all requests go; may hold a user and password, which are shown nowhere. */
  readonly proxy?: URL;
  /** Who asks; without one, firewalls answer 403. */
  readonly userAgent: string;
  /** For a Retry-After that names a moment, where the reply has no Date. */
  readonly clock: Clock;
}

/** What the dispatcher refuses to read. */
export type ReplyLimits = Pick<Asked, "maxBodyBytes" | "maxHeaderBytes">;

/** The ground of the stack: one request over `dispatcher`, one reply, nothing retried. */
export function createSend(
  dispatcher: Dispatcher,
  { baseUrl, timeoutMs, proxy, userAgent, clock }: SendOptions,
  limits: ReplyLimits,
): Send {
  const { origin, pathname } = new URL(baseUrl);
  const via = proxy ? ` through the proxy ${proxy.origin}` : "";
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
          headers: { "user-agent": userAgent, ...headersOf(request) },
          body: request.body === undefined ? null : JSON.stringify(request.body),
        },
        { timeoutMs, ...(signal && { signal }) },
      );
      return {
        status,
        body,
        setCookies: [headers["set-cookie"] ?? []].flat(),
        ...textOf("contentType", headers["content-type"]),
        ...textOf("location", headers.location),
        ...times(headers, clock.wallMs()),
      };
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) throw error;
      const what = `${method} ${baseUrl}${request.path}${via}`;
      throw connectionError(error, { what, timeoutMs, ...limits });
    }
  };
}

function headersOf(request: HttpRequest) {
  return {
    accept: "application/json",
    // Nothing here unpacks: who packs unasked, as some proxies do, would be taken for a broken server.
    "accept-encoding": "identity",
    ...(request.body === undefined ? {} : { "content-type": "application/json" }),
    ...request.headers,
  };
}

function textOf<Name extends string>(name: Name, header: string | string[] | undefined) {
  return header === undefined ? {} : ({ [name]: String(header) } as Record<Name, string>);
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
