import type { Limiter, Outcome } from "../limiter/limiter.ts";
import { ConnectionError } from "./errors.ts";
import type { HttpReply, Send } from "./request.ts";

/** Every send waits for a grant first and settles it with what really happened. */
export function withLimit(limiter: Limiter, send: Send): Send {
  return async (request) => {
    const grant = await limiter.acquire(request);
    try {
      const reply = await send(request);
      grant.settle(outcomeOf(reply));
      return reply;
    } catch (error) {
      grant.settle(outcomeOfError(error));
      throw error;
    }
  };
}

function outcomeOf(reply: HttpReply): Outcome {
  const { status, retryAfterMs } = reply;
  if (status >= 200 && status < 300) return { kind: "ok" };
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return { kind: "limited", ...asked };
  return { kind: "failed", reason: `http_${status}`, ...asked };
}

function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof ConnectionError)) return { kind: "unknown", reason: "error" };
  return { kind: error.sent ? "unknown" : "failed", reason: error.reason };
}
