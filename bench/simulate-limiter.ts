/**
 * What no real server would bear: our limiter for an hour on each server model of bench:limiter, with
 * thousands of lanes in one process, with hundreds of processes on one budget. Simulated time, the
 * real quota, latency before arrival.
 *
 *     npm run bench:simulate -- [--lanes 10000] [--members 200] [--minutes 60]
 *
 * CPU is that of the whole simulation.
 */
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { quotaOf, WORKERS } from "./limiter/quota.ts";
import { findScenario, SCENARIOS } from "./limiter/scenarios.ts";
import { type Party, type PartyFigures, simulateParty } from "./limiter/simulate-party.ts";

const QUOTA = quotaOf(60_000);
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
  head: [
    "pace max",
    "share",
    "429s",
    "most in 1 s",
    "max/min",
    "wait s, p50 / 95 / 99",
    "store calls",
    "CPU µs",
  ],
  style: { head: [], border: [], compact: true },
});
for (const scenario of SCENARIOS) {
  await addRow(scenario.about, scenario.name, { members: 1, lanes: WORKERS });
}
const [lanes, members] = [Number(flags.lanes), Number(flags.members)];
await addRow(`${lanes} lanes`, "sliding", { members: 1, lanes });
await addRow(`${members} processes`, "sliding", { members, lanes: LANES_PER_MEMBER });
console.log(`${flags.minutes} simulated minutes; store calls and CPU per request`);
console.log(table.toString());

async function addRow(title: string, scenario: string, party: Party) {
  table.push([title, ...cells(await simulateParty(party, findScenario(scenario), QUOTA, runMs))]);
}

function cells(figures: PartyFigures): string[] {
  const { most, fewest } = figures.served;
  return [
    figures.share.toFixed(4),
    `${figures.refused}`,
    `${figures.mostInSecond}`,
    `${most}/${fewest} = ${(most / fewest).toFixed(2)}`,
    figures.waitsMs.map((waitMs) => (waitMs / 1_000).toFixed(1)).join(" / "),
    figures.callsPerRequest.toFixed(1),
    figures.cpuUsPerRequest.toFixed(0),
  ];
}
