import { onTestFinished } from "vitest";
import { createRandom } from "../../src/base/random.ts";
import { createHttp, type Http, type HttpOptions } from "../../src/http/create-http.ts";
import type { Limiter } from "../../src/limiter/limiter.ts";
import { createEagerClock } from "./eager-clock.ts";
import { createTapeLimiter } from "./tape-limiter.ts";

/** The real request stack under no limits, on a clock where no wait takes time; closed with the test. */
export function createTestHttp(baseUrl: string, changes: Partial<HttpOptions> = {}): Http {
  const http = createHttp({
    baseUrl,
    timeoutMs: 5_000,
    userAgent: "arc-train/test",
    limiter: createTapeLimiter() as unknown as Limiter,
    clock: createEagerClock(),
    random: createRandom(1),
    maxLimited: 3,
    maxFailed: 2,
    maxTotalMs: 600_000,
    baseDelayMs: 1_000,
    ...changes,
  });
  onTestFinished(() => http.close());
  return http;
}
