import { setMaxListeners } from "node:events";
import type { Answer, AskRequest, Usage } from "../agents/ask.ts";
import { messageOf } from "../base/errors.ts";
import { ringAfter } from "../base/timer.ts";
import { LimiterError } from "../limiter/errors.ts";
import type { Grant, Outcome } from "../limiter/limiter.ts";
import type { AskParts } from "./ask-parts.ts";
import { AskError } from "./errors.ts";
import { affordableOutput, costOf, mostOf } from "./price.ts";
import type { Provider } from "./providers/provider.ts";
import type { Hold } from "./purse.ts";
import type { RequestSize } from "./token-estimates.ts";

/** One try of a request. */
export interface Try {
  readonly request: AskRequest;
  readonly size: RequestSize;
  /** How many times the usual room its answer has. */
  readonly room: number;
  readonly retry: boolean;
}

/** Less room than this is of no use. */
export const LEAST_OUTPUT_TOKENS = 1_500;

/**
 * Sets money aside, waits for a grant, asks, and settles limit, money and books with what it did cost: where that
 * is not known, with the most that it can have cost. Rejects with an AskError where it was not sent, and with the
 * signal's reason.
 */
export async function askOnce(
  gameId: string,
  one: Try,
  parts: AskParts,
  signal: AbortSignal,
): Promise<{ readonly answer: Answer } | { readonly error: AskError }> {
  const { provider, clock, price, estimates, ledger } = parts;
  const { request, size } = one;
  const wanted = Math.min(estimates.maxOutput() * one.room, parts.mostOutputTokens);
  const { maxOutputTokens, hold } = await withMoney(wanted, size, parts, signal);
  let grant: Grant;
  try {
    grant = await acquire(gameId, one, maxOutputTokens, parts, signal);
  } catch (error) {
    hold?.settle(0);
    throw error;
  }
  const sentMs = clock.now();
  const result = await withDeadline(parts.timeoutMs, signal, (until) =>
    provider.ask({ ...request, maxOutputTokens }, until),
  );
  const { usage } = "answer" in result ? result.answer : result.error;
  const most = price && mostOf(size.mostTokens, maxOutputTokens, price);
  const cost = price && usage ? costOf(usage, price) : most;
  hold?.settle(cost ?? hold.most);
  if (usage && "answer" in result) estimates.learn(size, usage);
  grant.settle(
    "answer" in result
      ? { kind: "ok", ...(usage && { usage: countedTokens(usage, provider.countsCached) }) }
      : outcomeOf(result.error, provider, signal),
  );
  ledger.enter({
    gameId,
    model: provider.name,
    at: clock.wallMs(),
    outcome: "answer" in result ? "ok" : signal.aborted ? "aborted" : result.error.failure,
    usage,
    cost,
    waitedMs: grant.waitedMs,
    ms: clock.now() - sentMs,
  });
  return result;
}

/** As much room as there is money for, that set aside. */
async function withMoney(
  wanted: number,
  { mostTokens }: RequestSize,
  { price, purse }: AskParts,
  signal: AbortSignal,
): Promise<{ maxOutputTokens: number; hold?: Hold }> {
  if (!price || !purse) return { maxOutputTokens: wanted };
  let maxOutputTokens = wanted;
  const most = (output: number) => mostOf(mostTokens, output, price);
  const least = Math.min(wanted, LEAST_OUTPUT_TOKENS);
  const hold = await purse.hold((left) => {
    maxOutputTokens = Math.min(wanted, affordableOutput(left, mostTokens, price));
    return maxOutputTokens < least ? undefined : most(maxOutputTokens);
  }, signal);
  if (hold) return { maxOutputTokens, hold };
  const dollars = (amount: number) => `$${amount.toFixed(4)}`;
  throw new AskError(
    "spent",
    `${dollars(purse.spent)} are spent, and the next call may cost ${dollars(most(least))}: more than --max-cost leaves`,
  );
}

async function acquire(
  gameId: string,
  { request, size, retry }: Try,
  maxOutputTokens: number,
  { limiter, estimates }: AskParts,
  signal: AbortSignal,
): Promise<Grant> {
  try {
    return await limiter.acquire({
      lane: gameId,
      priority: request.priority ?? "normal",
      cost: {
        inputTokens: estimates.input(size),
        maxInputTokens: size.mostTokens,
        // The limiter holds three times an estimate, or the most: services hold the most from the start.
        outputTokens: Math.max(
          Math.ceil(maxOutputTokens / 3),
          Math.min(estimates.output(), maxOutputTokens),
        ),
        maxOutputTokens,
      },
      retry,
      signal,
    });
  } catch (error) {
    if (!(error instanceof LimiterError) || error.code !== "COST_TOO_LARGE") throw error;
    throw new AskError("too-long", messageOf(error), { cause: error });
  }
}

/** Runs `work` with a signal that also aborts when its time is over, in real time. */
async function withDeadline(
  ms: number,
  signal: AbortSignal,
  work: (until: AbortSignal) => Promise<Answer>,
): Promise<{ answer: Answer } | { error: AskError }> {
  const late = new AbortController();
  const until = AbortSignal.any([signal, late.signal]);
  setMaxListeners(0, until);
  const stop = ringAfter(ms, () => late.abort(new Error("late")));
  try {
    return { answer: await work(until) };
  } catch (error) {
    if (error instanceof AskError) return { error };
    if (signal.aborted) return { error: new AskError("gone", "stopped", { cause: error }) };
    if (!late.signal.aborted) {
      return { error: new AskError("gone", messageOf(error), { cause: error }) };
    }
    const message = `the model gave no answer within ${ms / 1_000} s; --model-timeout raises the wait`;
    return { error: new AskError("timeout", message, { cause: error }) };
  } finally {
    stop();
  }
}

const countedTokens = ({ input, cached, output }: Usage, countsCached = true) => ({
  inputTokens: countsCached ? input : input - cached,
  outputTokens: output,
});

function outcomeOf(
  { failure, retryAfterMs, usage }: AskError,
  { countsCached }: Provider,
  signal: AbortSignal,
): Outcome {
  const wait = retryAfterMs !== undefined && { retryAfterMs };
  if (failure === "limited") return { kind: "limited", ...wait };
  if (signal.aborted) return { kind: "unknown", reason: "aborted" };
  // What may still be at work over there keeps its slot for longer.
  if (failure === "timeout") return { kind: "unknown", reason: failure };
  const told = usage && { usage: countedTokens(usage, countsCached) };
  return { kind: "failed", reason: failure, ...wait, ...told };
}
