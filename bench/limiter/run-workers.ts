/**
 * The workers of one contender in a process of their own; sends the parent when they began and ends
 * with their time.
 *
 *     node run-workers.js <contender> <address> <window, ms> <time, ms>
 */
import { Agent } from "undici";
import { systemClock } from "../../dist/base/clock.js";
import { createRandom } from "../../dist/base/random.js";
import { backoffMs } from "../../dist/limiter/backoff.js";
import type { Outcome } from "../../dist/limiter/limiter.js";
import { findContender } from "./contenders.ts";
import { backoffOf, quotaOf, WORKERS } from "./quota.ts";

const [name = "", origin = "", windowMs, runMs] = process.argv.slice(2);
const contender = findContender(name);
const quota = quotaOf(Number(windowMs));
const pass = contender.create(quota);
const backoff = backoffOf(quota);
const agent = new Agent();
const startedMs = systemClock.now();

for (let worker = 0; worker < WORKERS; worker += 1) work(worker);
await systemClock.sleep(Number(runMs));
process.send?.(startedMs, () => process.exit());

async function work(worker: number) {
  const random = createRandom(worker);
  let refusals = 0;
  for (;;) {
    const outcome = await pass(worker, () => send(worker));
    refusals = outcome.kind === "limited" ? refusals + 1 : 0;
    if (outcome.kind !== "limited" || contender.backsOff) continue;
    const { retryAfterMs = backoffMs(refusals, backoff, random.next()) } = outcome;
    await systemClock.sleep(retryAfterMs);
  }
}

async function send(worker: number): Promise<Outcome> {
  try {
    const { statusCode, headers, body } = await agent.request({
      origin,
      path: `/${worker}`,
      method: "POST",
    });
    await body.dump();
    if (statusCode !== 429) return { kind: "ok" };
    const retryAfter = Number(headers["retry-after"] ?? Number.NaN);
    if (Number.isNaN(retryAfter)) return { kind: "limited" };
    return { kind: "limited", retryAfterMs: retryAfter * 1_000 };
  } catch {
    return { kind: "unknown", reason: "reset" };
  }
}
