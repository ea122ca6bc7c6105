/**
 * CPU microseconds per request through one contender, in a tight loop, one request after the other,
 * without a server and with nothing to wait for; sends the figure to the parent. With `full` the time
 * is simulated, so that the real window of 600 is full all the while: only ours takes a clock.
 *
 *     node measure-cost.js <contender> [full]
 */
import { systemClock } from "../../dist/base/clock.js";
import { createRandom } from "../../dist/base/random.js";
import { assembleLimiter } from "../../dist/limiter/assemble-limiter.js";
import type { Outcome } from "../../dist/limiter/limiter.js";
import { findContender, type Pass } from "./contenders.ts";
import { WORKERS } from "./quota.ts";
import { rulesAtMax } from "./rules-at-max.ts";

/** Who waits for a timer with each request gets through fewer, in this time. */
const LONGEST_MS = 1_000;
const WARM_UP = 5_000;
const REQUESTS = 30_000;
const ENDLESS = { limit: 1e9, windowMs: 6_000 };
const REAL = { limit: 600, windowMs: 60_000 };

const [name = "", mode] = process.argv.slice(2);
const pass = mode === "full" ? createFullWindow() : findContender(name).create(ENDLESS);
const reply: Outcome = { kind: "ok" };
await send(WARM_UP);
const before = process.cpuUsage();
const sent = await send(REQUESTS);
const { user, system } = process.cpuUsage(before);
process.send?.((user + system) / sent, () => process.exit());

/** Sends so many requests, or fewer when the time is over; resolves with how many. */
async function send(requests: number): Promise<number> {
  const endMs = systemClock.now() + LONGEST_MS;
  let sent = 0;
  while (sent < requests && (sent % 100 > 0 || systemClock.now() < endMs)) {
    await pass(sent % WORKERS, async () => reply);
    sent += 1;
  }
  return sent;
}

/** Ours on a clock that moves on by more than the gap with each request. */
function createFullWindow(): Pass {
  let nowMs = 0;
  const clock = {
    now: () => nowMs,
    wallMs: () => nowMs,
    sleep: () => Promise.reject(new Error("nothing waits here")),
  };
  const rules = rulesAtMax(REAL);
  const limiter = assembleLimiter({ rules, clock, random: createRandom(1) });
  return async (worker, send) => {
    nowMs += 101;
    const grant = await limiter.acquire({ lane: `worker ${worker}` });
    const outcome = await send();
    grant.settle(outcome);
    return outcome;
  };
}
