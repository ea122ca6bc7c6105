import { expect, it } from "vitest";
import { FREE } from "../../src/advice/price.ts";
import { PRICES } from "../../src/advice/prices.ts";
import { modelPrice } from "../../src/cli/model-price.ts";

const opened = (name: string, isHosted = true, isService = true) => ({
  provider: { name, ask: () => Promise.reject(new Error("not asked")) },
  ...(isHosted && { account: { url: "https://example.org", key: "k" } }),
  isService,
});
const OWN = { "openai:gpt-5": { input: 9, cached: 9, written: 9, output: 9 } };

function priceOf(
  ...[flags, provider]: [Parameters<typeof modelPrice>[0], ReturnType<typeof opened>]
) {
  const notices: string[] = [];
  return { price: modelPrice(flags, provider, (line) => notices.push(line)), notices };
}

it("takes the user's price before the published one, and none to be paid on this machine", () => {
  expect(priceOf({}, opened("openai:gpt-5")).price).toBe(PRICES.models["openai:gpt-5"]);
  expect(priceOf({ prices: OWN }, opened("openai:gpt-5")).price).toBe(OWN["openai:gpt-5"]);
  const local = { modelUrl: "http://localhost:11434" };
  expect(priceOf(local, opened("openai:gpt-5", false)).price).toBe(FREE);
  expect(priceOf({ ...local, prices: OWN }, opened("openai:gpt-5", false)).price?.input).toBe(9);
});

it("does not take the published price for that of another service", () => {
  const other = { modelUrl: "https://example.org/v1" };
  expect(priceOf(other, opened("openai:gpt-5")).price).toBeUndefined();
});

it("says once that it does not know a price, and how to name it; --max-cost needs it", () => {
  const { price, notices } = priceOf({}, opened("openai:nobody-knows-it"));
  expect(price).toBeUndefined();
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(
    /price of openai:nobody-knows-it is not known \(list of \d{4}-\d\d-\d\d\).*--prices.*"openai:nobody-knows-it"/,
  );
  expect(() => priceOf({ maxCost: 1 }, opened("openai:nobody-knows-it"))).toThrow(
    /^--max-cost: the price of openai:nobody-knows-it is not known; --prices/,
  );
  expect(() => priceOf({ maxCost: 1 }, opened("command:cat", false, false))).toThrow(
    /^--max-cost: command:cat does not tell what it costs; --max-calls/,
  );
  expect(priceOf({}, opened("command:cat", false, false))).toEqual({
    price: undefined,
    notices: [],
  });
});
