import { expect, it } from "vitest";
import { affordableOutput, costOf, mostOf } from "../../src/advice/price.ts";
import { priceListFromJson, publishedPrice } from "../../src/advice/price-list.ts";
import { PRICES } from "../../src/advice/prices.ts";

it("finds the price of a model and of its dated snapshots, and of no other", () => {
  const haiku = PRICES.models["anthropic:claude-haiku-4-5"];
  expect(publishedPrice("anthropic:claude-haiku-4-5")).toBe(haiku);
  expect(publishedPrice("anthropic:claude-haiku-4-5-20251001")).toBe(haiku);
  expect(publishedPrice("openai:gpt-5-2025-08-07")).toBe(PRICES.models["openai:gpt-5"]);
  expect(publishedPrice("openai:gpt-5-2")).toBeUndefined();
  expect(publishedPrice("openai:gpt-5-pro")).toBeUndefined();
  expect(publishedPrice("openai:constructor")).toBeUndefined();
});

it("holds prices in a sane order: what is cached is no dearer, what is written no cheaper", () => {
  for (const [name, { input, cached, written, output }] of Object.entries(PRICES.models)) {
    expect(name).toMatch(/^(openai|anthropic):[\w.-]+$/);
    expect(cached).toBeLessThan(input);
    expect(written).toBeGreaterThanOrEqual(input);
    expect(output).toBeGreaterThan(input);
  }
});

it("reads prices from a file, and says what is wrong with one", () => {
  expect(priceListFromJson({ "openai:x": { input: 1, output: 4, cached: 0.1 } })).toEqual({
    "openai:x": { input: 1, output: 4, cached: 0.1, written: 1 },
  });
  expect(() => priceListFromJson({ "openai:x": { input: -1, output: 4 } })).toThrow(
    /prices: openai:x\.input: .*0/,
  );
  expect(() => priceListFromJson({ "openai:x": { input: 1 } })).toThrow(/openai:x\.output/);
  expect(() => priceListFromJson([1])).toThrow(/^prices: /);
});

it("counts cached and written tokens at their own rates, the rest as input", () => {
  const price = { input: 10, cached: 1, written: 12.5, output: 50 };
  const usage = { input: 1_000, cached: 600, written: 100, output: 40, reasoning: 30 };
  expect(costOf(usage, price)).toBeCloseTo((300 * 10 + 600 + 100 * 12.5 + 40 * 50) / 1e6, 12);
  expect(mostOf(1_000, 40, price)).toBeCloseTo((1_000 * 12.5 + 40 * 50) / 1e6, 12);
  expect(affordableOutput(mostOf(1_000, 40, price) + 1e-9, 1_000, price)).toBe(40);
  expect(affordableOutput(0, 1_000, price)).toBe(0);
});
