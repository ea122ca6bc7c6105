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
    "most in 1 s",
    "worker max/min",
  ]);
  for (const { contender, share, ofEffective, refused, sent, mostInSecond, perWorker } of bouts) {
    const { most, fewest } = perWorker;
    const ratio = `${most}/${fewest} = ${(most / fewest).toFixed(2)}`;
    const shares = [share.toFixed(3), ofEffective.toFixed(3)];
    table.push([contender, ...shares, refused, sent, mostInSecond, ratio]);
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
