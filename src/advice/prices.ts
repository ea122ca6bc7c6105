import type { Price } from "./price.ts";

const price = (input: number, cached: number, written: number, output: number): Price => ({
  input,
  cached,
  written,
  output,
});

/**
 * What OpenAI and Anthropic ask per million tokens, in US dollars: their standard rates for requests of ordinary
 * length, caches kept for the shortest time, and where a promotion has an end, the full price. Only what was published
 * until `asOf`; `--prices` corrects and adds.
 */
export const PRICES: { readonly asOf: string; readonly models: Readonly<Record<string, Price>> } = {
  asOf: "2026-10-27",
  models: {
    "openai:gpt-6-astra": price(10, 1, 12.5, 50),
    "openai:gpt-6.1-sol": price(2, 0.1, 2.5, 10),
    "openai:gpt-6.1-terra": price(1, 0.05, 1.25, 5),
    "openai:gpt-6-sol": price(2, 0.2, 2.5, 10),
    "openai:gpt-6-luna": price(0.1, 0.01, 0.125, 0.5),
    "openai:gpt-5.6-sol": price(5, 0.5, 6.25, 30),
    "openai:gpt-5.6-terra": price(2, 0.2, 2.5, 12),
    "openai:gpt-5.6-luna": price(0.2, 0.02, 0.25, 1.2),
    "openai:gpt-5.5": price(5, 0.5, 5, 30),
    "openai:gpt-5.4": price(2.5, 0.25, 2.5, 15),
    "openai:gpt-5.4-mini": price(0.75, 0.075, 0.75, 4.5),
    "openai:gpt-5.4-nano": price(0.2, 0.02, 0.2, 1.25),
    "openai:gpt-5.2": price(1.75, 0.175, 1.75, 14),
    "openai:gpt-5.1": price(1.25, 0.125, 1.25, 10),
    "openai:gpt-5": price(1.25, 0.125, 1.25, 10),
    "openai:gpt-5-mini": price(0.25, 0.025, 0.25, 2),
    "openai:gpt-5-nano": price(0.05, 0.005, 0.05, 0.4),
    "openai:gpt-4.1": price(2, 0.5, 2, 8),
    "openai:gpt-4.1-mini": price(0.4, 0.1, 0.4, 1.6),
    "openai:gpt-4.1-nano": price(0.1, 0.025, 0.1, 0.4),
    "anthropic:claude-fable-5-1": price(10, 0.25, 12.5, 50),
    "anthropic:claude-fable-5": price(10, 1, 12.5, 50),
    "anthropic:claude-opus-5-5": price(4, 0.2, 5, 20),
    "anthropic:claude-opus-5": price(5, 0.5, 6.25, 25),
    "anthropic:claude-opus-4-8": price(5, 0.5, 6.25, 25),
    "anthropic:claude-opus-4-7": price(5, 0.5, 6.25, 25),
    "anthropic:claude-opus-4-6": price(5, 0.5, 6.25, 25),
    "anthropic:claude-opus-4-5": price(5, 0.5, 6.25, 25),
    "anthropic:claude-sonnet-5-5": price(2, 0.1, 2.5, 10),
    "anthropic:claude-sonnet-5": price(2, 0.2, 2.5, 10),
    "anthropic:claude-sonnet-4-6": price(3, 0.3, 3.75, 15),
    "anthropic:claude-sonnet-4-5": price(3, 0.3, 3.75, 15),
    "anthropic:claude-haiku-5-5": price(0.1, 0.01, 0.125, 0.5),
    "anthropic:claude-haiku-4-5": price(1, 0.1, 1.25, 5),
  },
};
