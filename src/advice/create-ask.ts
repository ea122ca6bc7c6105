import { createHash } from "node:crypto";
import type { Ask, AskRequest } from "../agents/ask.ts";
import { askOnce } from "./ask-once.ts";
import type { AskParts } from "./ask-parts.ts";
import { AskError, type AskFailure } from "./errors.ts";
import { requestKey } from "./record.ts";
import { sizeOf } from "./token-estimates.ts";

/** More than any service can lack. */
const MAX_ADAPTED = 8;
/** Before the n-th repeat of what failed: 2, 4, 8 s and up to a quarter more. After a 429 the limiter waits. */
const BACKOFF_MS = 2_000;
/** A longer pause after a 429 is told, so that play goes on. */
const PATIENCE_MS = 120_000;
const AGAIN = new Set<AskFailure>(["limited", "overloaded", "unreachable"]);
/** What never came to the model. */
const NO_CALL = new Set<AskFailure>(["limited", "unreachable", "spent"]);

/** The way in which one game asks. `spent`: requests that were made for it before. */
export function createAsk(gameId: string, parts: AskParts, spent = 0): Ask {
  const { provider, limiter, clock, random, maxCalls, maxTries, ledger, cache } = parts;
  let calls = spent;
  /** Twice the usual room after an answer that was cut off. */
  let room = 1;

  const askAgain = async (request: AskRequest, signal: AbortSignal) => {
    const size = sizeOf(request);
    let failed = 0;
    let adapted = 0;
    for (;;) {
      const retry = failed + adapted > 0;
      const given = await askOnce(gameId, { request, size, room, retry }, parts, signal);
      if ("answer" in given) {
        room = given.answer.isCut ? 2 : 1;
        return given.answer;
      }
      const { error } = given;
      signal.throwIfAborted();
      if (error.failure === "adapted" && ++adapted <= MAX_ADAPTED) continue;
      failed += 1;
      if (!AGAIN.has(error.failure) || failed >= maxTries) throw error;
      if (error.failure !== "limited") {
        const delayMs = BACKOFF_MS * 2 ** (failed - 1) * (1 + random.next() / 4);
        await clock.sleep(delayMs, signal);
      }
      refuseLongWait();
    }
  };

  const refuseLongWait = () => {
    const { cooldownMs } = limiter.snapshot();
    if (cooldownMs <= PATIENCE_MS) return;
    const seconds = Math.ceil(cooldownMs / 1_000);
    throw new AskError("limited", `${provider.name}: the service asks to wait ${seconds} s`);
  };

  return async (request, signal) => {
    if (calls >= maxCalls) {
      throw new AskError("spent", `all ${maxCalls} calls of this game are used up (--max-calls)`);
    }
    refuseLongWait();
    const ask = async (until: AbortSignal) => {
      calls += 1;
      return await askAgain(request, until).catch((error) => {
        if (error instanceof AskError && NO_CALL.has(error.failure)) calls -= 1;
        throw error;
      });
    };
    if (provider.identity === undefined) return await ask(signal);
    const key = createHash("sha256")
      .update(`${provider.identity}\n${requestKey(request)}`)
      .digest("hex");
    const { answer, isOwn } = await cache.answer(key, ask, signal);
    if (!isOwn) ledger.repeated(gameId);
    return answer;
  };
}
