import { CUT_OFF, GRACE_MS } from "../base/abort.ts";
import { ArcTrainError, messageOf } from "../base/errors.ts";
import type { ExchangeFailure } from "./exchange.ts";
import { tlsFault } from "./tls-fault.ts";

/** A short stable word for statistics; `aborted`: the caller's signal cut it off. */
export type ConnectionReason = "connect" | "timeout" | "reset" | "too-large" | "aborted";

/**
 * No reply came. `sent` tells what is known of the request: false, it surely never left (safe to
 * repeat); true, it may have been applied and billed.
 */
export class ConnectionError extends ArcTrainError {
  constructor(
    readonly reason: ConnectionReason,
    readonly sent: boolean,
    message: string,
    options?: { cause?: unknown },
  ) {
    const code = reason === "aborted" ? CUT_OFF : sent ? "REPLY_LOST" : "UNREACHABLE";
    super(code, message, options);
  }
}

/** What is asked, as an error tells it. */
export interface Asked {
  /** Method and URL. */
  readonly what: string;
  readonly timeoutMs: number;
  /** Most bytes of a reply's body, and of its header. */
  readonly maxBodyBytes: number;
  readonly maxHeaderBytes: number;
}

/** Builds the error for an exchange that failed. */
export function connectionError(failure: ExchangeFailure, asked: Asked): ConnectionError {
  const { sent, cause } = failure;
  const [reason, said] = reasonOf(failure, asked);
  return new ConnectionError(reason, sent, `${asked.what}: ${said}`, cause ? { cause } : {});
}

function reasonOf(
  { why, sent, cause }: ExchangeFailure,
  { timeoutMs, maxBodyBytes, maxHeaderBytes }: Asked,
): [ConnectionReason, string] {
  if (why === "cut") return ["aborted", `cut off ${GRACE_MS / 1000} s after the stop.`];
  const within = `within ${timeoutMs / 1000} s`;
  if (why === "timeout") {
    return sent
      ? [
          "timeout",
          `no full reply ${within}. The server may be overloaded; --timeout raises the wait.`,
        ]
      : ["connect", `cannot reach the server: no connection ${within}. ${CHECK}`];
  }
  const { code, name, message } = detailsOf(cause);
  if (!sent) {
    const refusal = /^Proxy response \((\d+)\)/.exec(message)?.[1];
    if (refusal) return ["connect", proxyRefusal(refusal)];
    return ["connect", tlsFault(code, message) ?? `cannot reach the server (${message}). ${CHECK}`];
  }
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
    return ["too-large", `the reply is larger than ${inMiB(maxBodyBytes)}: it was not read on.`];
  }
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return ["too-large", `the reply's header is larger than ${maxHeaderBytes / 1024} KiB.`];
  }
  if (name === "HTTPParserError") {
    return [
      "reset",
      `what answers there speaks no HTTP (${message}). Is it https://? Check the address.`,
    ];
  }
  return ["reset", `the connection broke before the reply came (${message}).`];
}

/** `status`: what a proxy answered when it was asked to connect to the server. */
const proxyRefusal = (status: string): string =>
  status === "407"
    ? "the proxy wants to know who asks (407): write its address as http://user:password@host:port."
    : `the proxy does not connect to the server (${status}). NO_PROXY names hosts that need none.`;

const CHECK = "Check the address, the network and that the server runs.";

const inMiB = (bytes: number) => `${bytes / 2 ** 20} MiB`;

/**
 * Code and text of what was thrown. Where several addresses of a host were tried (IPv6, IPv4), Node
 * wraps their failures in an AggregateError that says nothing itself.
 */
function detailsOf(cause: unknown): { code: string; name: string; message: string } {
  const error = cause as { code?: unknown; name?: unknown; errors?: unknown[] } | null;
  const inner = error?.errors ?? [];
  const message = (inner.length > 0 ? inner : [cause]).map(messageOf).join("; ");
  const code = typeof error?.code === "string" ? error.code : "";
  return { code, name: String(error?.name), message: message || code || "no reason given" };
}
