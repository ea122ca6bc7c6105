import type { Clock } from "../base/clock.ts";
import { retryAfterMs } from "./budget/retry-after.ts";
import { followRedirects, isRedirect } from "./follow-redirects.ts";
import type { Grant, Limiter, Outcome, WrapOptions } from "./limiter.ts";

/**
 * A function like `fetch` that waits for a grant, sends, and settles from the reply: 2xx ok, with its
 * usage where that can be read, 429 limited with its Retry-After, anything else failed. Where `send`
 * throws, the request may have been applied. Nothing is repeated; each request of a chain of redirects counts. The signal of the call also ends its
 * wait. The reply is passed on at once, before its usage is read.
 */
export function wrapFetch(
  acquire: Limiter["acquire"],
  clock: Clock,
  send: typeof fetch,
  { lane = "fetch", cost, usage, ...request }: WrapOptions = {},
): typeof fetch {
  return followRedirects(async (input, init) => {
    const signal = signalOf(input, init);
    const costs = typeof cost === "function" ? cost(input, init) : cost;
    const grant = await acquire({
      ...request,
      lane,
      ...(costs && { cost: costs }),
      ...(signal && { signal }),
    });
    try {
      const reply = await send(input, init);
      if (reply.ok && usage) void settleWithUsage(grant, reply.clone(), usage);
      else grant.settle(outcomeOf(reply, clock.wallMs()));
      return reply;
    } catch (error) {
      grant.settle({ kind: "unknown", reason: signal?.aborted ? "aborted" : "error" });
      throw error;
    }
  });
}

/** That of the call, where it has none that of its Request: also one of another undici than Node's own. */
function signalOf(...[input, init]: Parameters<typeof fetch>): AbortSignal | undefined {
  const { signal } = init?.signal === undefined ? (input as Partial<Request>) : init;
  return signal ?? undefined;
}

async function settleWithUsage(
  grant: Grant,
  copy: Response,
  usage: NonNullable<WrapOptions["usage"]>,
): Promise<void> {
  try {
    grant.settle({ kind: "ok", usage: await usage(copy) });
  } catch {
    grant.settle({ kind: "ok" });
  }
}

function outcomeOf(reply: Response, wallMs: number): Outcome {
  const { ok, status, headers } = reply;
  if (ok || isRedirect(reply)) return { kind: "ok" };
  const waitMs = retryAfterMs(headers.get("retry-after"), headers.get("date"), wallMs);
  const asked = waitMs === null ? {} : { retryAfterMs: waitMs };
  if (status !== 429) return { kind: "failed", reason: `http_${status}`, ...asked };
  return { kind: "limited", ...asked };
}
