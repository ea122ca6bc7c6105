import Table from "cli-table3";
import type { Quota } from "./quota.ts";
import type { Bout } from "./run-bout.ts";
import type { Scenario } from "./scenarios.ts";

/** CPU microseconds per request by contender. */
export type Costs = Readonly<Record<string, number>>;

export function printBouts(
  { about, latencyMs }: Scenario,
  { limit, windowMs }: Quota,
  bouts: readonly Bout[],
) {
  console.log(`\n${about}: ${limit} per ${windowMs / 1_000} s, replies after 5 to ${latencyMs} ms`);
  const table = createTable([
    "limiter",
    "share",
    "of effective",
    "429s",
    "sent",
    "most sent in 1 s",
    "most arrived",
    "worker max/min",
  ]);
  for (const { contender, share, ofEffective, refused, sent, mostInSecond, perWorker } of bouts) {
    const { most: busiest, fewest } = perWorker;
    const ratio = `${busiest}/${fewest} = ${(busiest / fewest).toFixed(2)}`;
    const shares = [share.toFixed(3), ofEffective.toFixed(3)];
    const most = [mostInSecond.sent, mostInSecond.arrived];
    table.push([contender, ...shares, refused, sent, ...most, ratio]);
  }
  console.log(table.toString());
}

/** Each limiter over all servers: what is won on one may be lost on another. */
export function printTotals(contenders: readonly string[], bouts: readonly Bout[]) {
  console.log("\nall servers together");
  const table = createTable([
    "limiter",
    "of effective, mean",
    "least",
    "429s",
    "servers with 429s",
  ]);
  for (const name of contenders) {
    const ours = bouts.filter(({ contender }) => contender === name);
    const parts = ours.map(({ ofEffective }) => ofEffective);
    const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
    const refused = ours.reduce((sum, bout) => sum + bout.refused, 0);
    const refusing = ours.filter((bout) => bout.refused > 0).length;
    table.push([name, mean.toFixed(3), Math.min(...parts).toFixed(3), refused, refusing]);
  }
  console.log(table.toString());
}

export function printCosts(costs: Costs) {
  console.log("\nCPU per acquire, nothing to wait for");
  const table = createTable(["limiter", "µs"]);
  for (const [name, cost] of Object.entries(costs)) table.push([name, cost.toFixed(1)]);
  console.log(table.toString());
}

function createTable(head: string[]) {
  return new Table({ head, style: { head: [], border: [], compact: true } });
}
