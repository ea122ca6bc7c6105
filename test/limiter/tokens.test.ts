import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { createLimiter } from "../../src/limiter/create-limiter.ts";
import type { Priority, TokenCost } from "../../src/limiter/limiter.ts";
import { PROFILES } from "../../src/limiter/profiles.ts";
import type { Rules } from "../../src/limiter/rules.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

function setUp(changes: Partial<Rules> = {}) {
  const clock = createFakeClock();
  const rules = { ...PROFILES.model, ...changes };
  const limiter = createLimiter({ rules, clock, random: createRandom(1) });
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

  test("is held as the latest requests turned out", async () => {
    const { limiter, tokens } = setUp({ ...FREE, inputTokensPerMinute: 1_000_000 });
    for (let i = 0; i < 40; i += 1) {
      const grant = await limiter.acquire({ lane, cost: { inputTokens: 1_000 } });
      grant.settle({ kind: "ok", usage: { inputTokens: 500 } });
    }
    await limiter.acquire({ lane, cost: { inputTokens: 1_000 } });
    expect(tokens()?.input.used).toBe(40 * 500 + 1.25 * 500);
  });

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

/** The most tokens in any minute, a request's tokens all at one moment. */
function most(sent: readonly { atMs: number; tokens: number }[]): number {
  const sorted = sent.toSorted((a, b) => a.atMs - b.atMs);
  let first = 0;
  let sum = 0;
  let worst = 0;
  for (const { atMs, tokens } of sorted) {
    sum += tokens;
    while (sorted[first]!.atMs <= atMs - 60_000) sum -= sorted[first++]!.tokens;
    worst = Math.max(worst, sum);
  }
  return worst;
}

test.each([
  ["output", 1, 400, 250, "ordinary"],
  ["input", 3, 1_500, 60, "ordinary"],
  ["output", 10, 400, 250, "mixed"],
  ["input", 10, 1_500, 60, "mixed"],
  ["output", 11, 400, 250, "mixed"],
  ["input", 11, 1_500, 60, "mixed"],
  ["output", 13, 400, 250, "mixed"],
  ["input", 13, 1_500, 60, "mixed"],
  ["output", 15, 400, 250, "mixed"],
  ["input", 15, 1_500, 60, "mixed"],
  ["output", 18, 400, 250, "mixed"],
  ["input", 18, 1_500, 60, "mixed"],
] as const)(
  "an hour of estimates 0.3 to 3 times off (%s binds, seed %i, %i in, %i out, %s): no minute above the limits, 0.9 of the binding one",
  async (binding, seed, inputTokens, outputTokens, mix) => {
    const { clock, limiter } = setUp();
    const random = createRandom(seed);
    const sent: Record<"input" | "output", { atMs: number; tokens: number }[]> = {
      input: [],
      output: [],
    };
    const untilMs = 3_600_000;
    // 0.3 to 3, as often below 1 as above.
    const off = () => 0.3 * 10 ** random.next();
    const call = async (priority: Priority) => {
      while (clock.now() < untilMs) {
        const cost = {
          inputTokens: Math.round(inputTokens * (0.5 + random.next())),
          outputTokens: Math.round(outputTokens * (0.5 + random.next())),
        };
        const grant = await limiter.acquire({ lane, cost, priority });
        const usage = {
          inputTokens: Math.round(cost.inputTokens * off()),
          outputTokens: Math.round(cost.outputTokens * off()),
        };
        await clock.sleep(random.next() * 500);
        sent.input.push({ atMs: clock.now(), tokens: usage.inputTokens });
        sent.output.push({ atMs: clock.now(), tokens: usage.outputTokens });
        await clock.sleep(500 + random.next() * 3_000);
        grant.settle({ kind: "ok", usage });
      }
    };
    for (let i = 0; i < 6; i += 1) call(mix === "mixed" && i === 0 ? "critical" : "normal");
    await clock.advance(untilMs);
    const total = { input: 0, output: 0 };
    for (const kind of ["input", "output"] as const) {
      for (const { tokens } of sent[kind]) total[kind] += tokens;
    }
    const limit = { input: 40_000, output: 8_000 };
    expect(most(sent.input)).toBeLessThanOrEqual(limit.input);
    expect(most(sent.output)).toBeLessThanOrEqual(limit.output);
    // Ordinary requests may use 85 %; the rest is kept for critical ones.
    expect(total[binding] / 60).toBeGreaterThanOrEqual(0.9 * 0.85 * limit[binding]);
  },
);
