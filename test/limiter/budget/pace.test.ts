import { expect, test } from "vitest";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { planOf, sustainedPerMs } from "../../../src/limiter/budget/plan.ts";

const perMinute = (rate: number) => rate * 60_000;

test("api: the documented delays", () => {
  expect(rulesFor("api")).toMatchObject({
    perMinute: 600,
    perSecond: 8,
    spacingMs: 150,
    reserve: 0.15,
    windowMs: 60_000,
    timeoutMs: 30_000,
    backoff: { baseMs: 1_000, maxMs: 60_000 },
  });
  expect(perMinute(sustainedPerMs(planOf(rulesFor("api"))))).toBe(480);
});

test("max: at least 99 % of 600 a minute, at less than ten a second", () => {
  const rate = sustainedPerMs(planOf(rulesFor("max")));
  expect(perMinute(rate)).toBeGreaterThan(0.99 * 600);
  expect(rate).toBeLessThan(10 / 1_000);
  expect(rulesFor("max").spacingMs).toBe(0);
});

test("off: no limits", () => {
  expect(sustainedPerMs(planOf(rulesFor("off")))).toBe(Number.POSITIVE_INFINITY);
});

test("single numbers over a pace, the pace itself unchanged", () => {
  const rules = rulesFor("api", { perMinute: 60, backoff: { maxMs: 5_000 } });
  expect(rules).toEqual({
    ...rulesFor("api"),
    perMinute: 60,
    backoff: { ...rulesFor("api").backoff, maxMs: 5_000 },
  });
  expect(rulesFor("api").perMinute).toBe(600);
});
