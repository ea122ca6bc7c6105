import { z } from "zod";
import { UsageError } from "../base/errors.ts";
import type { Price } from "./price.ts";
import { PRICES } from "./prices.ts";

const dollars = z.number().min(0).max(100_000);
const priceFile = z.record(
  z.string(),
  z.strictObject({
    input: dollars,
    output: dollars,
    cached: dollars.optional(),
    written: dollars.optional(),
  }),
);

/** Prices by the names of models, as `--model` has them: `openai:gpt-5`. */
export type PriceList = Readonly<Record<string, Price>>;

/**
 * Reads `{"openai:name": {"input": 1, "output": 4, "cached": 0.1, "written": 1.25}, …}`, US dollars per million
 * tokens; what is missing costs as much as input. Throws a UsageError that names the field.
 */
export function priceListFromJson(json: unknown): PriceList {
  const parsed = priceFile.safeParse(json);
  if (parsed.success) {
    const prices = Object.entries(parsed.data).map(([name, { input, output, ...rest }]) => {
      const { cached = input, written = input } = rest;
      return [name, { input, cached, written, output }];
    });
    return Object.fromEntries(prices);
  }
  const [issue] = parsed.error.issues;
  throw new UsageError(`prices: ${issue?.path.join(".") || "the file"}: ${issue?.message}`, {
    cause: parsed.error,
  });
}

/** A model's name with the date of its snapshot: `claude-haiku-4-5-20251001`, `gpt-5-2025-08-07`, `…-latest`. */
const SNAPSHOT = /-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/;

/** The price of a model as it was published, by its name or that of a dated snapshot of it; undefined: not known. */
export function publishedPrice(name: string): Price | undefined {
  const known = name.replace(SNAPSHOT, "");
  return Object.hasOwn(PRICES.models, known) ? PRICES.models[known] : undefined;
}
