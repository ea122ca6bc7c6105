import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { Limiter } from "../limiter/limiter.ts";
import type { AnswerCache } from "./answer-cache.ts";
import type { Ledger } from "./ledger.ts";
import type { Price } from "./price.ts";
import type { Provider } from "./providers/provider.ts";
import type { Purse } from "./purse.ts";
import type { TokenEstimates } from "./token-estimates.ts";

/** What all games of a run ask through. */
export interface AskParts {
  readonly provider: Provider;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly random: Random;
  /** Milliseconds for one answer. */
  readonly timeoutMs: number;
  /** Requests per game. */
  readonly maxCalls: number;
  /** Tries of one request, beside those that leave out what a service lacks. */
  readonly maxTries: number;
  readonly estimates: TokenEstimates;
  /** The most tokens an answer may ever have, also where it has twice the room. */
  readonly mostOutputTokens: number;
  /** Undefined where nobody knows it; then there is no purse either. */
  readonly price: Price | undefined;
  readonly purse: Purse | undefined;
  readonly ledger: Ledger;
  readonly cache: AnswerCache;
}
