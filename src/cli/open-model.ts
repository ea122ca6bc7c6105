import { createAnswerCache } from "../advice/answer-cache.ts";
import { LEAST_OUTPUT_TOKENS } from "../advice/ask-once.ts";
import { createAsk } from "../advice/create-ask.ts";
import { createLedger, type Ledger } from "../advice/ledger.ts";
import type { Price } from "../advice/price.ts";
import { createPurse } from "../advice/purse.ts";
import { createTokenEstimates } from "../advice/token-estimates.ts";
import type { Ask } from "../agents/ask.ts";
import { systemClock } from "../base/clock.ts";
import { createRandom } from "../base/random.ts";
import { assembleLimiter } from "../limiter/assemble-limiter.ts";
import { budgetKey } from "../limiter/budget/budget-key.ts";
import { rulesFor } from "../limiter/budget/pace.ts";
import { PROFILES } from "../limiter/budget/profiles.ts";
import type { Rules } from "../limiter/budget/rules.ts";
import type { StoreEvent } from "../limiter/cells/cell-with-fallback.ts";
import { openSharedStore } from "../limiter/cells/open-shared-store.ts";
import type { Limiter } from "../limiter/limiter.ts";
import type { ConnectionFlags } from "./connection-options.ts";
import { limiterFile } from "./limiter-file.ts";
import type { ModelFlags } from "./model-options.ts";
import { modelPrice } from "./model-price.ts";
import { openProvider } from "./open-provider.ts";

/** The language model of a run. */
export interface Model {
  /** As the user named it. */
  readonly name: string;
  /** Names it with all that changes its answers. */
  readonly identity: string;
  /** The way in which one game asks it; `spent`: requests that count against those of the game already. */
  askFor(gameId: string, spent?: number): Ask;
  readonly ledger: Ledger;
  readonly limiter: Limiter;
  /** Undefined where it is not known. */
  readonly price: Price | undefined;
  close(): Promise<void>;
}

interface Flags extends Omit<ModelFlags, "advice">, Pick<ConnectionFlags, "share" | "weight"> {
  readonly maxTries?: number;
}

/** The first try of a request and three more. */
const MAX_TRIES = 4;

/** What is missing where an agent needs a model and none is named. */
export const NO_MODEL =
  "--agent advised: it needs a language model: add --model, e.g. --model 'command:claude -p'";

/** The most tokens of an answer where the service's limit would allow more, or has none. */
const MOST_OUTPUT_TOKENS = 16_000;

/** The model that `--model` names; undefined without one. Throws a UsageError. `notice`: a line for the user. */
export async function openModel(
  flags: Flags,
  notice: (message: string) => void,
  onStoreEvent: (event: StoreEvent) => void,
): Promise<Model | undefined> {
  if (flags.model === undefined) return undefined;
  const opened = await openProvider(flags, flags.model);
  const { provider, account } = opened;
  const price = modelPrice(flags, opened, notice);
  const timeoutMs = flags.modelTimeout * 1_000;
  const { share, weight, modelLimits, maxCost } = flags;
  const rules = { ...(modelLimits ?? (account ? PROFILES.model : rulesFor("off"))), timeoutMs };
  const store =
    account &&
    share !== "none" &&
    openSharedStore({
      at: share === "machine" ? { file: limiterFile() } : { redis: share },
      key: budgetKey(account.url, account.key),
      rules,
      weight,
      onEvent: onStoreEvent,
    });
  const random = createRandom(`model/${process.pid}`);
  const limiter = assembleLimiter({
    rules,
    clock: systemClock,
    random: random.fork("backoff"),
    ...(store && { store }),
  });
  // So that a pause that another process was told to make is known before the first request.
  if (store) await limiter.refresh();
  const ledger = createLedger();
  const most = mostOutputTokens(rules);
  const parts = {
    provider,
    limiter,
    clock: systemClock,
    random: random.fork("retry"),
    timeoutMs,
    maxCalls: flags.maxCalls,
    maxTries: flags.maxTries ?? MAX_TRIES,
    estimates: createTokenEstimates({
      least: Math.min(LEAST_OUTPUT_TOKENS, most.usual),
      most: most.usual,
    }),
    mostOutputTokens: most.ever,
    price,
    purse: maxCost === undefined ? undefined : createPurse(maxCost),
    ledger,
    cache: createAnswerCache(systemClock),
  };
  return {
    name: provider.name,
    identity: provider.identity ?? provider.name,
    askFor: (gameId, spent) => createAsk(gameId, parts, spent),
    ledger,
    limiter,
    price,
    async close() {
      await provider.close?.();
      await limiter.close();
    },
  };
}

/**
 * A call in flight holds the most that its answer may have: with half of the limit per minute one answers while
 * another asks. One that was cut off may have all that ordinary calls may use.
 */
function mostOutputTokens({ outputTokensPerMinute: limit, reserve }: Rules) {
  if (limit === null) return { usual: MOST_OUTPUT_TOKENS, ever: 2 * MOST_OUTPUT_TOKENS };
  const ordinary = Math.max(1, limit - Math.ceil(limit * reserve));
  const usual = Math.min(MOST_OUTPUT_TOKENS, Math.floor(limit / 2), ordinary);
  return { usual: Math.max(1, usual), ever: Math.min(2 * MOST_OUTPUT_TOKENS, ordinary) };
}
