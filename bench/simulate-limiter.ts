/**
 * What no real server would bear: thousands of lanes in one process, hundreds of processes on one
 * budget, an hour in seconds. Simulated time, the server a sliding log of 600 per 60 s, 5 to 80 ms
 * before a request arrives and again before its reply does.
 *
 *     npm run bench:simulate -- [--lanes 10000] [--members 200] [--minutes 60]
 *
 * CPU is that of the whole simulation, the loop and the workers included.
 */
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { createRandom } from "../dist/base/random.js";
import { createLimiter } from "../dist/limiter/create-limiter.js";
import type { Limiter } from "../dist/limiter/limiter.js";
import { createMemoryStore } from "../dist/limiter/memory-store.js";
import { rulesFor } from "../dist/limiter/pace.js";
import type { LimiterStore } from "../dist/limiter/store.js";
import { createEventLoop } from "./limiter/event-loop.ts";
import { createSlidingLog } from "./limiter/server-models.ts";

const QUOTA = { limit: 600, windowMs: 60_000 };
const LANES_PER_MEMBER = 2;

const { values: flags } = parseArgs({
  options: {
    lanes: { type: "string", default: "10000" },
    members: { type: "string", default: "200" },
    minutes: { type: "string", default: "60" },
  },
});
const runMs = Number(flags.minutes) * 60_000;

const table = new Table({
  head: ["", "share", "429s", "most in 1 s", "max/min", "wait p50/p95/p99 s", "calls", "CPU µs"],
  style: { head: [], border: [], compact: true },
});
table.push(await simulate(1, Number(flags.lanes)));
table.push(await simulate(Number(flags.members), LANES_PER_MEMBER));
console.log(`pace max, ${flags.minutes} simulated minutes; calls and CPU per request`);
console.log(table.toString());

/** So many limiters on one store, each with so many lanes that send one request after the other. */
async function simulate(members: number, lanes: number): Promise<string[]> {
  const clock = createEventLoop();
  const random = createRandom(1);
  const rules = rulesFor("max");
  const server = createSlidingLog(QUOTA, false);
  const store = countCalls(createMemoryStore({ rules, clock, random }));
  const arrivals: number[] = [];
  const waits: number[] = [];
  const served = Array.from({ length: members === 1 ? lanes : members }, () => 0);
  let accepted = 0;
  let refused = 0;

  async function work(limiter: Limiter, lane: string, party: number) {
    for (;;) {
      const grant = await limiter.acquire({ lane });
      waits.push(grant.waitedMs);
      served[party]! += 1;
      await clock.sleep(5 + random.next() * 75);
      arrivals.push(clock.now());
      const isAccepted = server.admit(clock.now()) === 0;
      if (!isAccepted) refused += 1;
      else if (clock.now() >= QUOTA.windowMs) accepted += 1;
      await clock.sleep(5 + random.next() * 75);
      grant.settle({ kind: isAccepted ? "ok" : "limited" });
    }
  }

  const before = process.cpuUsage();
  for (let member = 0; member < members; member += 1) {
    const limiter = createLimiter({ rules, clock, random: random.fork(`${member}`), store });
    for (let lane = 0; lane < lanes; lane += 1) {
      work(limiter, `member ${member} lane ${lane}`, members === 1 ? lane : member);
    }
  }
  await clock.runUntil(runMs);
  const { user, system } = process.cpuUsage(before);

  const sorted = waits.sort((a, b) => a - b);
  const seconds = [0.5, 0.95, 0.99].map((share) =>
    ((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) / 1_000).toFixed(1),
  );
  const share = accepted / ((QUOTA.limit * (runMs - QUOTA.windowMs)) / QUOTA.windowMs);
  return [
    members === 1 ? `${lanes} lanes, one process` : `${members} processes, ${lanes} lanes each`,
    share.toFixed(3),
    `${refused}`,
    `${mostInSecond(arrivals)}`,
    `${Math.max(...served)}/${Math.min(...served)}`,
    seconds.join(" / "),
    (store.calls() / waits.length).toFixed(1),
    ((user + system) / waits.length).toFixed(0),
  ];
}

function countCalls(store: LimiterStore): LimiterStore & { calls(): number } {
  let calls = 0;
  const counted =
    <Args extends unknown[], Result>(method: (...args: Args) => Result) =>
    (...args: Args) => {
      calls += 1;
      return method(...args);
    };
  return {
    decide: counted(store.decide),
    settle: counted(store.settle),
    usage: counted(store.usage),
    calls: () => calls,
  };
}

/** `moments` ascending. */
function mostInSecond(moments: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [last, moment] of moments.entries()) {
    while (moments[first]! <= moment - 1_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
