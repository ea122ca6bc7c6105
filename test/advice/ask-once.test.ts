import fc from "fast-check";
import { expect, it } from "vitest";
import { createAsk } from "../../src/advice/create-ask.ts";
import { AskError, NO_USAGE } from "../../src/advice/errors.ts";
import { costOf } from "../../src/advice/price.ts";
import { createPurse } from "../../src/advice/purse.ts";
import { sizeOf } from "../../src/advice/token-estimates.ts";
import type { Answer, AskRequest, Usage } from "../../src/agents/ask.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import { askParts } from "../helpers/ask-parts.ts";

const PRICE = { input: 5, cached: 0.5, written: 6.25, output: 25 };
const never = new AbortController().signal;
const about = (text: string): AskRequest => ({ system: "S", turns: [{ by: "user", text }] });

interface Call {
  readonly text: string;
  /** Parts of the most that it may use. */
  readonly input: number;
  readonly cached: number;
  readonly written: number;
  readonly output: number;
  readonly ends: "answer" | "silent answer" | "free failure" | "dear failure";
}

const part = fc.double({ min: 0, max: 1, noNaN: true });
const call: fc.Arbitrary<Call> = fc.record({
  text: fc.string({ maxLength: 4_000, size: "max" }),
  input: part,
  cached: part,
  written: part,
  output: part,
  ends: fc.constantFrom("answer", "silent answer", "free failure", "dear failure"),
});

it("never spends more than --max-cost, whatever calls use, fail and overlap", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(call, { minLength: 1, maxLength: 25 }),
      fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      async (calls, maxCost) => {
        let billed = 0;
        let worst = 0;
        const purse = createPurse(maxCost);
        const parts = askParts(
          async (request) => {
            await Promise.resolve();
            const { mostTokens } = sizeOf(request);
            const { input, cached, written, output, ends } = calls[
              Number(request.turns[1]?.text)
            ] as Call;
            const used = Math.floor(input * mostTokens);
            const usage: Usage = {
              input: used,
              cached: Math.floor(cached * used),
              written: Math.floor(written * (used - Math.floor(cached * used))),
              output: Math.floor(output * request.maxOutputTokens),
              reasoning: 0,
            };
            if (ends === "free failure") throw new AskError("refused", "no", { usage: NO_USAGE });
            billed += costOf(usage, PRICE);
            worst = Math.max(worst, billed);
            if (ends === "dear failure") throw new AskError("timeout", "late");
            return {
              text: "{}",
              isCut: false,
              ...(ends === "answer" && { usage }),
            } satisfies Answer;
          },
          { rules: rulesFor("off"), price: PRICE, purse },
        );
        await Promise.all(
          calls.map(async ({ text }, at) => {
            const turns = [
              { by: "user" as const, text },
              { by: "model" as const, text: String(at) },
            ];
            const ask = createAsk(`game-${at % 3}`, parts);
            await ask({ system: "S", turns }, new AbortController().signal).catch((error) => {
              expect(["spent", "refused", "timeout"]).toContain(error.failure);
            });
          }),
        );
        expect(worst).toBeLessThanOrEqual(maxCost);
        expect(billed).toBeLessThanOrEqual(purse.spent + 1e-12);
        expect(purse.spent).toBeLessThanOrEqual(maxCost);
        expect(parts.ledger.total.cost).toBeCloseTo(purse.spent, 9);
      },
    ),
    { numRuns: 100 },
  );
});

it("gives the last call as much room as is paid for, and says when even that is too little", async () => {
  const usage = { input: 100, cached: 0, output: 100, reasoning: 0 };
  const parts = askParts(() => ({ text: "{}", isCut: false, usage }), {
    rules: rulesFor("off"),
    price: PRICE,
    purse: createPurse(0.08),
  });
  const ask = createAsk("game-1", parts);
  await ask(about("x"), never);
  const [first] = parts.sent;
  expect(first?.maxOutputTokens).toBeGreaterThan(2_000);
  expect(first?.maxOutputTokens).toBeLessThan(4_000);
  let error: AskError | undefined;
  for (let i = 0; i < 40 && !error; i++) {
    await ask(about("x"), never).catch((thrown) => {
      error = thrown;
    });
  }
  expect(error).toMatchObject({ failure: "spent" });
  expect(error?.message).toMatch(
    /^\$0\.0\d+ are spent, and the next call may cost \$0\.0\d+: more than --max-cost leaves$/,
  );
  expect(parts.ledger.total.cost).toBeGreaterThan(0.02);
});

it("gives back the money of a request that was never sent", async () => {
  const purse = createPurse(1);
  const parts = askParts(() => ({ text: "{}", isCut: false }), { price: PRICE, purse });
  const stop = new AbortController();
  await createAsk("game-1", parts)(about("x"), never);
  const waiting = createAsk("game-1", parts)(about("y"), stop.signal);
  await parts.clock.advance(10);
  stop.abort(new Error("stop"));
  await expect(waiting).rejects.toThrow("stop");
  expect(purse.left).toBeCloseTo(1 - purse.spent, 12);
});
