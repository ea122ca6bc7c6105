/**
 * The workers of one contender in a process of their own; tells the parent when they began and how
 * long replies took, and ends with their time.
 *
 *     node run-workers.js <contender> <address> <window, ms> <time, ms>
 */
import { Agent } from "undici";
import { systemClock } from "../../dist/base/clock.js";
import { createRandom } from "../../dist/base/random.js";
import { backoffMs } from "../../dist/limiter/budget/backoff.js";
import type { Outcome } from "../../dist/limiter/limiter.js";
import { findContender } from "./contenders.ts";
import { mostInSecond } from "./most-in-second.ts";
import { backoffOf, quotaOf, WORKERS } from "./quota.ts";
import { rulesAtMax } from "./rules-at-max.ts";

/** What the workers saw. */
export interface WorkReport {
  /** On the machine's clock. */
  readonly startedMs: number;
  /**
   * How long a request was on its way, as far as the workers knew, on average after the first window:
   * from its sending to its reply, or for the whole timeout where none came.
   */
  readonly meanUnderWayMs: number;
  /** Most requests sent in any second, from the very beginning. */
  readonly mostInSecond: number;
}

const [name = "", origin = "", windowMs, runMs] = process.argv.slice(2);
const contender = findContender(name);
const quota = quotaOf(Number(windowMs));
const pass = contender.create(quota);
const backoff = backoffOf(quota);
const { timeoutMs } = rulesAtMax(quota);
const agent = new Agent();
const startedMs = systemClock.now();
const moments: number[] = [];
let measured = 0;
let underWayMs = 0;

for (let worker = 0; worker < WORKERS; worker += 1) work(worker);
await systemClock.sleep(Number(runMs));
const report: WorkReport = {
  startedMs,
  meanUnderWayMs: underWayMs / measured,
  mostInSecond: mostInSecond(moments),
};
process.send?.(report, () => process.exit());

async function work(worker: number) {
  const random = createRandom(worker);
  let refusals = 0;
  for (;;) {
    const outcome = await pass(worker, () => timed(worker));
    refusals = outcome.kind === "limited" ? refusals + 1 : 0;
    if (outcome.kind !== "limited" || contender.backsOff) continue;
    const { retryAfterMs = backoffMs(refusals, backoff, random.next()) } = outcome;
    await systemClock.sleep(retryAfterMs);
  }
}

/** Sends, and notes how long it takes. */
async function timed(worker: number): Promise<Outcome> {
  const sentMs = systemClock.now();
  moments.push(sentMs);
  const outcome = await send(worker);
  if (sentMs < startedMs + quota.windowMs) return outcome;
  measured += 1;
  underWayMs += outcome.kind === "unknown" ? timeoutMs : systemClock.now() - sentMs;
  return outcome;
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
