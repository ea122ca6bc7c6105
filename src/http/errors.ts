import { ArcTrainError, messageOf } from "../base/errors.ts";

/**
 * No reply came. `sent` tells what is known of the request: false, it surely never left (safe to
 * repeat); true, it may have been applied and billed.
 */
export class ConnectionError extends ArcTrainError {
  constructor(
    /** A short stable word for statistics: `connect`, `timeout`, `reset`. */
    readonly reason: string,
    readonly sent: boolean,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(sent ? "REPLY_LOST" : "UNREACHABLE", message, options);
  }
}

/** Failures of undici that happen before any byte of the request was written. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_INVALID_ARG",
  "ERR_INVALID_URL",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

const TIMEOUTS = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** Builds the error for whatever undici threw while asking `what` (method and URL). */
export function connectionError(cause: unknown, what: string, timeoutMs: number): ConnectionError {
  const code = codeOf(cause);
  if (NEVER_SENT.has(code)) {
    return new ConnectionError(
      "connect",
      false,
      `${what}: cannot reach the server (${code}). Check the address, the network and that the server runs.`,
      { cause },
    );
  }
  if (TIMEOUTS.has(code)) {
    return new ConnectionError(
      "timeout",
      true,
      `${what}: no reply within ${timeoutMs / 1000} s. The server may be overloaded; --timeout raises the wait.`,
      { cause },
    );
  }
  return new ConnectionError(
    "reset",
    true,
    `${what}: the connection broke before the reply came (${messageOf(cause)}).`,
    { cause },
  );
}

/** The error code, also of the several attempts (IPv6, IPv4) that Node wraps in an AggregateError. */
function codeOf(cause: unknown): string {
  const error = cause as { code?: unknown; errors?: { code?: unknown }[] } | null;
  const code = error?.code ?? error?.errors?.[0]?.code;
  return typeof code === "string" ? code : "";
}
