import { createAnswerCache } from "../../src/advice/answer-cache.ts";
import type { AskParts } from "../../src/advice/ask-parts.ts";
import { createLedger } from "../../src/advice/ledger.ts";
import type { Provider, ProviderRequest } from "../../src/advice/providers/provider.ts";
import { createTokenEstimates } from "../../src/advice/token-estimates.ts";
import type { Answer } from "../../src/agents/ask.ts";
import { createRandom } from "../../src/base/random.ts";
import { assembleLimiter } from "../../src/limiter/assemble-limiter.ts";
import { PROFILES } from "../../src/limiter/budget/profiles.ts";
import type { Rules } from "../../src/limiter/budget/rules.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

export type Reply = (request: ProviderRequest, signal: AbortSignal) => Answer | Promise<Answer>;

/** All that a game asks through, under a clock that stands still, with a model that `reply` is. */
export function askParts(
  reply: Reply,
  changes: Partial<Omit<AskParts, "provider" | "clock">> & {
    readonly rules?: Rules;
    readonly provider?: Partial<Provider>;
  } = {},
): AskParts & { readonly clock: FakeClock; readonly sent: ProviderRequest[] } {
  const clock = createFakeClock();
  const random = createRandom("ask");
  const sent: ProviderRequest[] = [];
  const { rules = PROFILES.model, provider, ...rest } = changes;
  return {
    limiter: assembleLimiter({ rules, clock, random }),
    random,
    timeoutMs: 120_000,
    maxCalls: 100,
    maxTries: 4,
    estimates: createTokenEstimates({ least: 1_500, most: 4_000 }),
    mostOutputTokens: 6_800,
    price: undefined,
    purse: undefined,
    ledger: createLedger(),
    cache: createAnswerCache(clock),
    ...rest,
    clock,
    sent,
    provider: {
      name: "some:model",
      async ask(request, signal) {
        sent.push(request);
        return await reply(request, signal);
      },
      ...provider,
    },
  };
}
