import { expect, it } from "vitest";
import { createLedger } from "../../src/advice/ledger.ts";
import { FREE } from "../../src/advice/price.ts";
import type { Model } from "../../src/cli/open-model.ts";
import { spendingLine } from "../../src/cli/spending-line.ts";

const call = { gameId: "a", model: "openai:m", at: 0, waitedMs: 0, ms: 1 };
const usage = { input: 30_000, cached: 15_000, output: 1_234, reasoning: 1_000 };

function lineOf(price: Model["price"], enter: (ledger: Model["ledger"]) => void): string {
  const ledger = createLedger();
  enter(ledger);
  return spendingLine({ name: "openai:m", ledger, price } as Model);
}

it("sums up what was asked and what it cost", () => {
  const line = lineOf(FREE, (ledger) => {
    ledger.enter({ ...call, outcome: "ok", usage, cost: 0.25 });
    ledger.enter({ ...call, gameId: "b", outcome: "ok", usage, cost: 0.5 });
    ledger.enter({ ...call, outcome: "timeout", cost: 0.08 });
    ledger.repeated("b");
  });
  expect(line).toBe(
    "openai:m: 3 calls, 2 answered, 1 answer from the cache, 60,000 tokens in (50.0 % cached), 2,468 out, $0.8300",
  );
});

it("leaves out what is not known", () => {
  const line = lineOf(undefined, (ledger) => ledger.enter({ ...call, outcome: "ok" }));
  expect(line).toBe("openai:m: 1 call");
});
