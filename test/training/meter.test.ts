import { expect, test } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { assembleLimiter } from "../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../src/limiter/budget/pace.ts";
import type { TrainingEvent } from "../../src/training/events.ts";
import { meter } from "../../src/training/meter.ts";
import { createFakeClock } from "../helpers/fake-clock.ts";

test("tells the limiter each second, and by itself each 429 and each change of who is deferred", async () => {
  const clock = createFakeClock();
  const rules = rulesFor("off", { perMinute: 10, reserve: 0 });
  const limiter = assembleLimiter({ rules, clock, random: createRandom(1) });
  const told: string[] = [];
  const emit = async (event: TrainingEvent) => {
    told.push(event.type === "limiter.stage" ? `${event.stage} ${event.windowUse}` : event.type);
  };
  const ended = new AbortController();
  const metering = meter(limiter, clock, emit, ended.signal);

  await clock.advance(1_000);
  for (let i = 0; i < 9; i += 1) (await limiter.acquire({ lane: "a" })).settle({ kind: "ok" });
  await clock.advance(2_000);
  const last = await limiter.acquire({ lane: "a" });
  last.settle({ kind: "limited", retryAfterMs: 60_000 });
  await clock.advance(1_000);
  ended.abort();
  await metering;

  expect(told).toEqual([
    "limiter",
    "optional-deferred 0.9",
    "limiter",
    "limiter",
    "incident",
    "limiter",
  ]);
});
