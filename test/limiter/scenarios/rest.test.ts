import { expect, test } from "vitest";
import { createRandom } from "../../../src/base/random.ts";
import { assembleLimiter } from "../../../src/limiter/assemble-limiter.ts";
import { rulesFor } from "../../../src/limiter/budget/pace.ts";
import { createFakeClock } from "../../helpers/fake-clock.ts";

test.each(["off", "api"] as const)(
  "a Retry-After with another failure than a 429 holds its lane alone, at the pace %s",
  async (pace) => {
    const clock = createFakeClock();
    const limiter = assembleLimiter({ rules: rulesFor(pace), clock, random: createRandom(1) });
    const grant = await limiter.acquire({ lane: "a" });
    grant.settle({ kind: "failed", reason: "http_503", retryAfterMs: 45_000 });
    let wentMs = 0;
    const again = limiter.acquire({ lane: "a" }).then(() => {
      wentMs = clock.now();
    });
    await clock.advance(1_000);
    await limiter.acquire({ lane: "b" });
    expect(clock.now()).toBe(1_000);
    await clock.advance(60_000);
    await again;
    expect(wentMs).toBe(45_000);
    expect(limiter.snapshot()).toMatchObject({ incidents: [], cooldownMs: 0, throttle: 1 });
    await limiter.close();
  },
);
