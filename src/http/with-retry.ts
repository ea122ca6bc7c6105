import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { ConnectionError } from "./errors.ts";
import type { HttpReply, Send } from "./request.ts";

export interface RetryOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Tries after a 429; the limiter's shared cooldown does the waiting. */
  readonly maxLimited: number;
  /** Tries after any other failure that is safe to repeat. */
  readonly maxFailed: number;
  /** No new try once this much time has passed since the first one. */
  readonly maxTotalMs: number;
  /** Wait before the n-th repeat after a failure: base · 2^(n−1), up to a quarter more by chance. */
  readonly baseDelayMs: number;
}

/** Twelve 429s at up to 60 s each outlast any minute's window; connection faults show sooner. */
export const RETRY_DEFAULTS = {
  maxLimited: 12,
  maxFailed: 2,
  maxTotalMs: 600_000,
  baseDelayMs: 1_000,
} as const;

/** An urgent request waits this long before its first repeat, then twice as long each time. */
const URGENT_DELAY_MS = 500;

/** Replies that say nothing was done, or that the server is unwell, for requests that may be repeated. */
const TRANSIENT = new Set([408, 500, 502, 503, 504]);

/**
 * Repeats what is safe to repeat, and nothing else: a 429 (refused before play), a request that
 * surely was not sent, and for `repeatable` requests also a lost reply or a transient status. A reply
 * that was too large would be so again.
 */
export function withRetry(options: RetryOptions, send: Send): Send {
  return async (request) => {
    const { clock, random } = options;
    const startedMs = clock.now();
    let limited = 0;
    let failed = 0;
    for (;;) {
      const outOfTime = (inMs: number) => clock.now() + inMs - startedMs >= options.maxTotalMs;
      const isRetry = limited + failed > 0;
      const result = await attempt(send, isRetry ? { ...request, retry: true } : request);
      if (!(result instanceof ConnectionError) && result.status === 429) {
        limited += 1;
        if (limited >= options.maxLimited || outOfTime(0)) return result;
        // No cooldown holds it back.
        if (request.urgent) await clock.sleep(URGENT_DELAY_MS * 2 ** (limited - 1), request.signal);
        continue;
      }
      const again =
        result instanceof ConnectionError
          ? !result.sent || (request.repeatable === true && result.reason !== "too-large")
          : request.repeatable === true && TRANSIENT.has(result.status);
      const baseMs = request.urgent ? URGENT_DELAY_MS : options.baseDelayMs;
      const delayMs = baseMs * 2 ** failed * (1 + random.next() / 4);
      if (again && failed < options.maxFailed && !outOfTime(delayMs)) {
        failed += 1;
        await clock.sleep(delayMs, request.signal);
        continue;
      }
      if (result instanceof ConnectionError) throw result;
      return result;
    }
  };
}

async function attempt(send: Send, request: Parameters<Send>[0]) {
  try {
    return (await send(request)) satisfies HttpReply;
  } catch (error) {
    if (error instanceof ConnectionError) return error;
    throw error;
  }
}
