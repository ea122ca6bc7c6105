import { createRandom } from "../../dist/base/random.js";
import { assembleLimiter } from "../../dist/limiter/assemble-limiter.js";
import { EMPTY_BUDGET } from "../../dist/limiter/budget/budget.js";
import { createStore } from "../../dist/limiter/cells/create-store.js";
import type { Limiter } from "../../dist/limiter/limiter.js";
import { createEventLoop } from "./event-loop.ts";
import { mostInSecond } from "./most-in-second.ts";
import type { Quota } from "./quota.ts";
import { rulesAtMax } from "./rules-at-max.ts";
import type { Scenario } from "./scenarios.ts";
import { createSharedCell } from "./shared-cell.ts";

/** From a process to the shared store and back. */
const STORE_TRIP_MS = 1;

/** So many processes on one budget, each with so many lanes that send one request after the other. */
export interface Party {
  readonly members: number;
  readonly lanes: number;
}

export interface PartyFigures {
  /** Accepted ÷ limit × time, after the first window. */
  readonly share: number;
  readonly refused: number;
  readonly mostInSecond: number;
  /** Most and fewest grants of a member, or of a lane where there is one member. */
  readonly served: { readonly most: number; readonly fewest: number };
  /** p50, p95 and p99. */
  readonly waitsMs: readonly number[];
  readonly callsPerRequest: number;
  /** Of the whole simulation: the event loop, the server and the lanes included. */
  readonly cpuUsPerRequest: number;
}

/** Our limiter at pace `max` on a simulated clock and server. */
export async function simulateParty(
  { members, lanes }: Party,
  scenario: Scenario,
  quota: Quota,
  runMs: number,
): Promise<PartyFigures> {
  const clock = createEventLoop();
  const random = createRandom(scenario.name);
  const rules = rulesAtMax(quota);
  const server = scenario.createModel(quota);
  const cell = createSharedCell(clock, EMPTY_BUDGET, members === 1 ? 0 : STORE_TRIP_MS);
  const served = Array.from({ length: members === 1 ? lanes : members }, () => 0);
  const arrivals: number[] = [];
  const waitsMs: number[] = [];
  let accepted = 0;
  let refused = 0;

  const before = process.cpuUsage();
  for (let member = 0; member < members; member += 1) {
    const store = createStore({
      cell: cell.join(),
      rules,
      clock,
      ...(members > 1 && { member: { id: `${member}`, weight: 1 } }),
    });
    const limiter = assembleLimiter({ rules, clock, random: random.fork(`${member}`), store });
    for (let lane = 0; lane < lanes; lane += 1) {
      work(limiter, `${member}/${lane}`, members === 1 ? lane : member);
    }
  }
  await clock.runUntil(runMs);
  const { user, system } = process.cpuUsage(before);

  const sorted = waitsMs.sort((a, b) => a - b);
  return {
    share: accepted / ((quota.limit * (runMs - quota.windowMs)) / quota.windowMs),
    refused,
    mostInSecond: mostInSecond(arrivals),
    served: { most: Math.max(...served), fewest: Math.min(...served) },
    waitsMs: [0.5, 0.95, 0.99].map((rank) => sorted[Math.ceil(sorted.length * rank) - 1] ?? 0),
    callsPerRequest: cell.calls() / waitsMs.length,
    cpuUsPerRequest: (user + system) / waitsMs.length,
  };

  async function work(limiter: Limiter, lane: string, party: number) {
    for (;;) {
      const grant = await limiter.acquire({ lane });
      waitsMs.push(grant.waitedMs);
      served[party]! += 1;
      await clock.sleep(5 + random.next() * (scenario.latencyMs - 5));
      const atMs = clock.now();
      arrivals.push(atMs);
      const waitMs = server.admit(atMs);
      if (waitMs > 0) refused += 1;
      else if (atMs >= quota.windowMs) accepted += 1;
      if (random.next() < scenario.lossRate) grant.settle({ kind: "unknown", reason: "reset" });
      else if (waitMs === 0) grant.settle({ kind: "ok" });
      else if (scenario.sendsRetryAfter) {
        grant.settle({ kind: "limited", retryAfterMs: Math.ceil(waitMs / 1_000) * 1_000 });
      } else grant.settle({ kind: "limited" });
    }
  }
}
