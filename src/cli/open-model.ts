import { createAsk } from "../advice/create-ask.ts";
import type { Ask } from "../agents/ask.ts";
import { systemClock } from "../base/clock.ts";
import { createRandom } from "../base/random.ts";
import { assembleLimiter } from "../limiter/assemble-limiter.ts";
import { budgetKey } from "../limiter/budget/budget-key.ts";
import { rulesFor } from "../limiter/budget/pace.ts";
import { PROFILES } from "../limiter/budget/profiles.ts";
import type { StoreEvent } from "../limiter/cells/cell-with-fallback.ts";
import { openSharedStore } from "../limiter/cells/open-shared-store.ts";
import type { ConnectionFlags } from "./connection-options.ts";
import { limiterFile } from "./limiter-file.ts";
import type { ModelFlags } from "./model-options.ts";
import { openProvider } from "./open-provider.ts";

/** The language model of a run. */
export interface Model {
  /** The way in which one game asks it. */
  /** `spent`: requests that count against those of the game already. */
  askFor(gameId: string, spent?: number): Ask;
  /** The provider's, for logs. */
  readonly name: string;
  close(): Promise<void>;
}

type Flags = ModelFlags & Pick<ConnectionFlags, "share" | "weight">;

/** The model that `--model` names; undefined without one. Throws a UsageError. */
export async function openModel(
  flags: Flags,
  onStoreEvent: (event: StoreEvent) => void,
): Promise<Model | undefined> {
  if (flags.model === undefined) return undefined;
  const { provider, account } = await openProvider(flags, flags.model);
  const timeoutMs = flags.modelTimeout * 1_000;
  const { share, weight, modelLimits } = flags;
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
  const limiter = assembleLimiter({
    rules,
    clock: systemClock,
    random: createRandom(`model/${process.pid}`),
    ...(store && { store }),
  });
  const parts = { provider, limiter, clock: systemClock, timeoutMs, maxCalls: flags.maxCalls };
  return {
    name: provider.name,
    askFor: (gameId, spent) => createAsk(gameId, parts, spent),
    async close() {
      await provider.close?.();
      await limiter.close();
    },
  };
}
