import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { PROFILES } from "../../../src/limiter/budget/profiles.ts";
import type { Rules } from "../../../src/limiter/budget/rules.ts";
import type { Priority, TokenCost } from "../../../src/limiter/limiter.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";

function setUp(changes: Partial<Rules> = {}) {
  const clock = createFakeClock();
  const rules = { ...PROFILES.model, ...changes };
  const limiter = assembleLimiter({ rules, clock, random: createRandom(1) });
  const tokens = () => limiter.snapshot().tokens;
  return { clock, limiter, tokens };
}

const lane = "advice";
const FREE = { sendGapMs: 0, perMinute: null } as const;

describe("a cost", () => {
  test.each<[TokenCost, Priority, string]>([
    [{ inputTokens: 34_001 }, "normal", "34000"],
    [{ outputTokens: 6_801 }, "background", "6800"],
    [{ outputTokens: 8_001 }, "critical", "8000"],
  ])("%j of a %s request is refused at once", async (cost, priority, most) => {
    const { limiter } = setUp();
    const refused = limiter.acquire({ lane, cost, priority });
    await expect(refused).rejects.toMatchObject({ code: "COST_TOO_LARGE" });
    await expect(refused).rejects.toThrow(most);
    expect(limiter.snapshot()).toMatchObject({ queued: 0, requests: 0 });
  });

  test.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("of %f is no cost", async (inputTokens) => {
    const { limiter } = setUp();
    await expect(limiter.acquire({ lane, cost: { inputTokens } })).rejects.toThrow(RangeError);
  });

  test("of a whole window goes when the window is empty", async () => {
    const { clock, limiter } = setUp(FREE);
    (await limiter.acquire({ lane, cost: { inputTokens: 100 } })).settle({ kind: "ok" });
    const large = limiter.acquire({ lane, cost: { inputTokens: 34_000 } });
    await clock.advance(60_000);
    expect(await large).toMatchObject({ waitedMs: 60_000, waitReason: "input-tokens" });
  });

  test("is held three times until real costs are known, then counted as it was", async () => {
    const { limiter, tokens } = setUp(FREE);
    const grant = await limiter.acquire({ lane, cost: { inputTokens: 1_000, outputTokens: 100 } });
    expect(tokens()).toMatchObject({ input: { used: 3_000 }, output: { used: 300 } });
    grant.settle({ kind: "ok", usage: { inputTokens: 1_234, outputTokens: 50 } });
    expect(tokens()).toMatchObject({ input: { used: 1_234 }, output: { used: 50 } });
  });

  test.each([
    ["three times its estimate, however good estimates were", 500, {}, 3_000],
    ["as much as it says it costs at most", 500, { maxInputTokens: 1_200 }, 1_200],
    ["a quarter more than the worst, where estimates were worse than that", 4_000, {}, 5_000],
  ])("is held for %s", async (_, each, atMost, held) => {
    const { limiter, tokens } = setUp({ ...FREE, inputTokensPerMinute: 1_000_000 });
    for (let i = 0; i < 40; i += 1) {
      const grant = await limiter.acquire({ lane, cost: { inputTokens: 1_000 } });
      grant.settle({ kind: "ok", usage: { inputTokens: each } });
    }
    await limiter.acquire({ lane, cost: { inputTokens: 1_000, ...atMost } });
    expect(tokens()?.input.used).toBe(40 * each + held);
  });

  test("whose usage tells of one kind only teaches nothing of the other", async () => {
    const { limiter, tokens } = setUp({ ...FREE, inputTokensPerMinute: 1_000_000 });
    const cost = { inputTokens: 1_000, outputTokens: 10 };
    for (let i = 0; i < 40; i += 1) {
      const grant = await limiter.acquire({ lane, cost });
      grant.settle({ kind: "ok", usage: { outputTokens: 10 } });
    }
    expect(tokens()).toMatchObject({ input: { used: 40 * 3_000 }, output: { used: 40 * 10 } });
  });

  test.each([{ maxOutputTokens: 99 }, { maxOutputTokens: Number.NaN }])(
    "of 100 tokens cannot be %j",
    async (atMost) => {
      const { limiter } = setUp();
      const refused = limiter.acquire({ lane, cost: { outputTokens: 100, ...atMost } });
      await expect(refused).rejects.toThrow("no smaller than the estimate");
    },
  );

  test("that was wrong leaves the window over-full, and everybody waits until it is not", async () => {
    const { clock, limiter } = setUp(FREE);
    const cost = { outputTokens: 1_000 };
    const wrong = await limiter.acquire({ lane, cost });
    wrong.settle({ kind: "ok", usage: { outputTokens: 9_000 } });
    let isGranted = false;
    limiter.acquire({ lane, cost: { outputTokens: 1 } }).then(() => {
      isGranted = true;
    });
    await clock.advance(59_999);
    expect(isGranted).toBe(false);
    await clock.advance(1);
    expect(isGranted).toBe(true);
  });
});

test("any two sends keep their distance, and a rest after a 429 is a minute or as told", async () => {
  const { clock, limiter } = setUp();
  (await limiter.acquire({ lane })).settle({ kind: "ok" });
  const second = limiter.acquire({ lane: "other" });
  await clock.advance(1_330);
  expect(await second).toMatchObject({ waitedMs: 1_330 });
  (await second).settle({ kind: "limited", retryAfterMs: 5_000 });
  expect(limiter.snapshot().cooldownMs).toBe(60_000);
  const third = limiter.acquire({ lane });
  await clock.advance(60_000);
  (await third).settle({ kind: "limited", retryAfterMs: 91_000 });
  const fourth = limiter.acquire({ lane });
  await clock.advance(91_000);
  expect(await fourth).toMatchObject({ waitedMs: 91_000, waitReason: "cooldown" });
});
