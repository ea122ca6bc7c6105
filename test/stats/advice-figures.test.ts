import { expect, test } from "vitest";
import { adviceLine, askingText, dollars, tokens } from "../../src/display/advice-text.ts";
import { adviceInAll, NO_ADVICE, withAdvice } from "../../src/stats/advice-figures.ts";
import type { AdviceEvent } from "../../src/training/events.ts";

const gameId = "walk-0001";
const usage = { input: 3_000, cached: 1_500, output: 900, reasoning: 100 };
const answered = { type: "advice.answered", gameId, ms: 500, isCut: false, cost: null } as const;
const after = (events: readonly AdviceEvent[]) =>
  events.reduce((figures, event, at) => withAdvice(figures, event, at * 1_000), NO_ADVICE);

const figures = after([
  { type: "advice.asked", gameId, call: 1, level: 1 },
  { ...answered, call: 1, usage, cost: 0.25, failure: null },
  { type: "advice.asked", gameId, call: 2, level: 1 },
  { ...answered, call: 2, usage: null, failure: "gone" },
  { type: "advice.note", gameId, note: "n" },
  { type: "advice.surprise", gameId, message: "m" },
  { type: "advice.asked", gameId, call: 3, level: 1 },
]);

test("calls, tokens and cost add up; a budget that was used up is no call", () => {
  expect(figures).toMatchObject({ calls: 3, failed: 1, input: 3_000, output: 900, cost: 0.25 });
  const capped = withAdvice(figures, { ...answered, call: 3, usage: null, failure: "spent" }, 9);
  expect(capped).toMatchObject({ calls: 2, failed: 1, asking: null });
  expect(adviceInAll([{ advice: figures }, { advice: null }, { advice: capped }])).toMatchObject({
    calls: 5,
    input: 6_000,
    cost: 0.5,
  });
  expect(adviceInAll([{ advice: null }])).toBeNull();
});

test("they are told in a line, and so is a request on its way", () => {
  expect(askingText(figures, 20_000)).toBe("asking 3 (3.0k→900, 14 s)");
  expect(askingText(NO_ADVICE, 0)).toBeNull();
  expect(adviceLine(figures)).toBe(
    "model 3 calls, 1 failed · 3.0k in (50 % cached) → 900 out · $0.25",
  );
  expect([812, 3_140, 38_000, 999_600, 12_345_678].map(tokens)).toEqual([
    "812",
    "3.1k",
    "38k",
    "1.0M",
    "12M",
  ]);
  expect([0, 0.0042, 0.83, 12].map(dollars)).toEqual(["$0.00", "$0.0042", "$0.83", "$12.00"]);
});
