import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { profileFromJson } from "../../../src/limiter/budget/profiles.ts";
import type { CostEstimate, Priority } from "../../../src/limiter/limiter.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";

const HOUR_MS = 3_600_000;
const LIMIT = { input: 40_000, output: 8_000 };

interface Hour {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Real ÷ estimated tokens for a chance in [0, 1). */
  off(chance: number, nowMs: number): number;
  /** Mean reply time; each is half to one and a half of it. */
  readonly replyMs: number;
  readonly mix?: "ordinary" | "mixed";
  readonly margin?: number;
  readonly rpm?: number;
  /** How many times its estimate a call says it costs at most. */
  readonly atMost?: number;
  readonly seed: number;
}

/** An hour of model calls; each is counted by the server at some moment before its reply. */
async function playHour(hour: Hour) {
  const { mix = "ordinary", margin = 0.15, rpm = 50, atMost, seed } = hour;
  const clock = createFakeClock();
  const rules = profileFromJson({
    limits: { rpm, itpm: LIMIT.input, otpm: LIMIT.output },
    safety: { margin, cooldown: 60 },
  });
  const limiter = assembleLimiter({ rules, clock, random: createRandom(1) });
  const random = createRandom(seed);
  const sent: Record<"input" | "output", [atMs: number, tokens: number][]> = {
    input: [],
    output: [],
  };
  const call = async (lane: string, priority: Priority) => {
    for (;;) {
      const inputTokens = Math.round(hour.inputTokens * (0.5 + random.next()));
      const outputTokens = Math.round(hour.outputTokens * (0.5 + random.next()));
      const cost: CostEstimate = {
        inputTokens,
        outputTokens,
        ...(atMost && {
          maxInputTokens: inputTokens * atMost,
          maxOutputTokens: outputTokens * atMost,
        }),
      };
      const grant = await limiter.acquire({ lane, cost, priority });
      const usage = {
        inputTokens: Math.round(inputTokens * hour.off(random.next(), clock.now())),
        outputTokens: Math.round(outputTokens * hour.off(random.next(), clock.now())),
      };
      const replyMs = hour.replyMs * (0.5 + random.next());
      const arriveMs = replyMs * random.next();
      await clock.sleep(arriveMs);
      sent.input.push([clock.now(), usage.inputTokens]);
      sent.output.push([clock.now(), usage.outputTokens]);
      await clock.sleep(replyMs - arriveMs);
      grant.settle({ kind: "ok", usage });
    }
  };
  for (let i = 0; i < 20; i += 1) call(`${i}`, mix === "mixed" && i < 8 ? "critical" : "normal");
  await clock.advance(HOUR_MS);
  const figures = (kind: "input" | "output") => ({
    most: mostInMinute(sent[kind]) / LIMIT[kind],
    share: sent[kind].reduce((sum, [, tokens]) => sum + tokens, 0) / 60 / LIMIT[kind],
  });
  return { input: figures("input"), output: figures("output") };
}

function mostInMinute(sent: readonly (readonly [atMs: number, tokens: number])[]): number {
  let first = 0;
  let sum = 0;
  let most = 0;
  for (const [atMs, tokens] of sent) {
    sum += tokens;
    while (sent[first]![0] <= atMs - 60_000) sum -= sent[first++]![1];
    most = Math.max(most, sum);
  }
  return most;
}

/** 0.3 to 3, as often below 1 as above. */
const logUniform = (chance: number) => 0.3 * 10 ** chance;
const uniform = (chance: number) => 0.3 + 2.7 * chance;
/** A third of all errors, then the worst third, or the other way round. */
const turningWorse = (chance: number, nowMs: number) =>
  (nowMs < HOUR_MS / 2 ? 0.3 : 0.95) * 10 ** (chance / 2);
const turningBetter = (chance: number, nowMs: number) =>
  (nowMs < HOUR_MS / 2 ? 0.95 : 0.3) * 10 ** (chance / 2);

const ERRORS = { logUniform, uniform, turningWorse, turningBetter };
const SMALL = { inputTokens: 400, outputTokens: 250 };
const LARGE = { inputTokens: 4_000, outputTokens: 100 };

describe("an hour of model calls", () => {
  test.each(
    Object.entries(ERRORS).flatMap(([name, off], seed) => [
      { name, off, seed, ...SMALL, replyMs: 3_000, mix: "mixed" as const },
      { name, off, seed, ...LARGE, replyMs: 1_000, margin: 0 },
      { name, off, seed, ...LARGE, replyMs: 20_000, mix: "mixed" as const },
    ]),
  )(
    "never goes over the limits: $name, $inputTokens in, replies of $replyMs ms",
    async ({ name: _, ...hour }) => {
      const { input, output } = await playHour(hour);
      expect(Math.max(input.most, output.most)).toBeLessThanOrEqual(1);
      // It was put to the test: some minute came near.
      expect(Math.max(input.most, output.most)).toBeGreaterThan(0.8);
    },
  );

  test.each([
    ["output", { ...SMALL, seed: 1 }],
    ["input", { inputTokens: 1_500, outputTokens: 60, seed: 3 }],
  ] as const)(
    "ordinary ones get 0.9 of their 85 % of the %s, estimates 0.3 to 3 times off",
    async (binding, hour) => {
      const figures = await playHour({ ...hour, off: logUniform, replyMs: 2_500 });
      expect(figures[binding].share).toBeGreaterThanOrEqual(0.9 * 0.85);
      expect(Math.max(figures.input.most, figures.output.most)).toBeLessThanOrEqual(1);
    },
  );

  // What is kept free is the worst of those under way: little where calls are small and replies quick.
  test.each([
    ["without a reserve", { margin: 0 }],
    ["with critical ones among them", { mix: "mixed" as const }],
  ])("small ones use 0.9 of the whole limit, %s", async (_, how) => {
    const small = { inputTokens: 300, outputTokens: 80, rpm: 200, replyMs: 1_000, seed: 5 };
    const { input, output } = await playHour({ ...small, ...how, off: logUniform });
    expect(output.share).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(input.most, output.most)).toBeLessThanOrEqual(1);
  });

  test("those that say what they cost at most use 0.9 with replies of 3 s", async () => {
    const hour = { ...SMALL, off: () => 1, atMost: 1.1, margin: 0, replyMs: 3_000, seed: 6 };
    const { output } = await playHour(hour);
    expect(output.share).toBeGreaterThanOrEqual(0.9);
    expect(output.most).toBeLessThanOrEqual(1);
  });
});
