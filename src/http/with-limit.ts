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
  if (reply.status === 429) {
    const { retryAfterMs } = reply;
    return { kind: "limited", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  if (reply.status >= 200 && reply.status < 300) return { kind: "ok" };
  return { kind: "failed", reason: `http_${reply.status}` };
}

function outcomeOfError(error: unknown): Outcome {
  if (!(error instanceof ConnectionError)) return { kind: "unknown", reason: "error" };
  return { kind: error.sent ? "unknown" : "failed", reason: error.reason };
}
