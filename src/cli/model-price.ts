import { FREE, type Price } from "../advice/price.ts";
import { publishedPrice } from "../advice/price-list.ts";
import { PRICES } from "../advice/prices.ts";
import { UsageError } from "../base/errors.ts";
import type { ModelFlags } from "./model-options.ts";
import type { OpenProvider } from "./open-provider.ts";

/**
 * What the model costs: by `--prices`, else as published, nothing on this machine; undefined where nobody knows, which
 * is said. Throws a UsageError where `--max-cost` needs to know.
 */
export function modelPrice(
  { prices, maxCost, modelUrl }: Pick<ModelFlags, "prices" | "maxCost" | "modelUrl">,
  { provider: { name }, account, isService }: OpenProvider,
  notice: (message: string) => void,
): Price | undefined {
  if (!isService) {
    if (maxCost === undefined) return undefined;
    throw new UsageError(`--max-cost: ${name} does not tell what it costs; --max-calls limits it`);
  }
  const own = prices && Object.hasOwn(prices, name) ? prices[name] : undefined;
  const published = modelUrl === undefined ? publishedPrice(name) : undefined;
  const price = own ?? published ?? (account ? undefined : FREE);
  if (price) return price;
  const remedy = `--prices names it, e.g. a file {"${name}": {"input": 1, "output": 4}} (US dollars per million tokens)`;
  if (maxCost !== undefined) {
    throw new UsageError(`--max-cost: the price of ${name} is not known; ${remedy}`);
  }
  notice(
    `the price of ${name} is not known (list of ${PRICES.asOf}), so costs are not counted; ${remedy}`,
  );
  return undefined;
}
