import { expect, it } from "vitest";
import { type Call, createLedger, NOTHING_SPENT } from "../../src/advice/ledger.ts";

const call = (changes: Partial<Call>): Call => ({
  gameId: "a",
  model: "some:model",
  at: 0,
  outcome: "ok",
  waitedMs: 5,
  ms: 10,
  ...changes,
});

it("sums up calls per game and for the run, and tells of each", () => {
  const told: Call[] = [];
  const ledger = createLedger((one) => told.push(one));
  const usage = { input: 100, cached: 60, written: 10, output: 20, reasoning: 15 };
  ledger.enter(call({ usage, cost: 0.5 }));
  ledger.enter(call({ gameId: "b", usage, cost: 0.25 }));
  ledger.enter(call({ outcome: "timeout", cost: 1 }));
  ledger.repeated("b");
  expect(ledger.of("a")).toEqual({
    ...{ calls: 2, answered: 1, repeats: 0, cost: 1.5, waitedMs: 10, ms: 20 },
    ...usage,
  });
  expect(ledger.of("b")).toMatchObject({ calls: 1, repeats: 1, cost: 0.25, input: 100 });
  expect(ledger.total).toMatchObject({
    calls: 3,
    answered: 2,
    repeats: 1,
    cost: 1.75,
    written: 20,
  });
  expect(ledger.of("c")).toEqual(NOTHING_SPENT);
  expect(told.map(({ gameId }) => gameId)).toEqual(["a", "b", "a"]);
});
