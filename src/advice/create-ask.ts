import type { Ask, Usage } from "../agents/ask.ts";
import type { Clock } from "../base/clock.ts";
import type { Limiter, Outcome } from "../limiter/limiter.ts";
import { AskError, type AskFailure } from "./errors.ts";
import type { Provider } from "./providers/provider.ts";

/** What all games of a run ask through. */
export interface AskParts {
  readonly provider: Provider;
  readonly limiter: Limiter;
  readonly clock: Clock;
  /** Milliseconds for one answer. */
  readonly timeoutMs: number;
  /** Requests per game. */
  readonly maxCalls: number;
}

/** Tries of one request. */
const MAX_TRIES = 4;
const TRANSIENT = new Set<AskFailure>(["limited", "overloaded", "unreachable", "adapted"]);
/** The most tokens of an answer, and what is expected of one before any came. */
const MAX_OUTPUT_TOKENS = 4_000;
const USUAL_OUTPUT_TOKENS = 900;
/** Characters per token, for an estimate that the real usage corrects. */
const CHARACTERS_PER_TOKEN = 3.2;

/** The way in which one game asks. `spent`: requests that were made for it before. */
export function createAsk(
  gameId: string,
  { provider, limiter, timeoutMs, maxCalls }: AskParts,
  spent = 0,
): Ask {
  let calls = spent;
  return async (request, signal) => {
    if (calls >= maxCalls)
      throw new AskError("spent", `all ${maxCalls} calls of this game are used up`);
    calls += 1;
    const characters = request.turns.reduce(
      (sum, { text }) => sum + text.length,
      request.system.length,
    );
    const inputTokens = Math.ceil(characters / CHARACTERS_PER_TOKEN);
    for (let tries = 1; ; tries++) {
      const grant = await limiter.acquire({
        lane: gameId,
        priority: request.priority ?? "normal",
        cost: {
          inputTokens,
          outputTokens: USUAL_OUTPUT_TOKENS,
          maxOutputTokens: MAX_OUTPUT_TOKENS,
        },
        retry: tries > 1,
        signal,
      });
      const limit = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await provider.ask(
          { ...request, maxOutputTokens: MAX_OUTPUT_TOKENS },
          AbortSignal.any([signal, limit]),
        );
        grant.settle({ kind: "ok", usage: tokensOf(answer.usage) });
        return answer;
      } catch (error) {
        const failure = signal.aborted ? error : limit.aborted ? late(timeoutMs) : error;
        grant.settle(outcomeOf(failure));
        if (signal.aborted || tries === MAX_TRIES || !isTransient(failure)) throw failure;
      }
    }
  };
}

const late = (timeoutMs: number) =>
  new AskError("timeout", `the model gave no answer within ${timeoutMs / 1_000} s`);

const isTransient = (error: unknown): boolean =>
  error instanceof AskError && TRANSIENT.has(error.failure);

const tokensOf = (usage: Usage | undefined) =>
  usage ? { inputTokens: usage.input, outputTokens: usage.output } : {};

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof AskError)) return { kind: "unknown", reason: "aborted" };
  const { failure, retryAfterMs } = error;
  if (failure === "timeout") return { kind: "unknown", reason: "timeout" };
  const rest = retryAfterMs !== undefined && { retryAfterMs };
  return failure === "limited"
    ? { kind: "limited", ...rest }
    : { kind: "failed", reason: failure, ...rest };
}
