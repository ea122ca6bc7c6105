/**
 * Our limiter and its rivals, each at the whole limit of servers that count in different ways.
 *
 *     npm run bench:limiter -- [--seconds 30] [--window 6] [--only <contenders>] [--models <scenarios>] [--json <file>]
 *
 * Each bout lasts one window, in which 429s count already, and then `--seconds`. The rate is always
 * ten a second; a window of 60 s is the real one, 6 s a tenth of all its times but the network's.
 * `--only` takes beginnings of names, both lists are divided by commas or semicolons.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import PQueue from "p-queue";
import { nextMessage, startChild } from "./child.ts";
import { CONTENDERS, type Contender } from "./contenders.ts";
import { type Costs, printBouts, printCosts, printTotals } from "./print-report.ts";
import { quotaOf } from "./quota.ts";
import { type Bout, runBout } from "./run-bout.ts";
import { SCENARIOS } from "./scenarios.ts";

/** Bouts that run at a time: more would disturb one another's timing on a machine of two cores. */
const AT_ONCE = 2;
const COST_SAMPLES = 5;

const { values: flags } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    window: { type: "string", default: "6" },
    only: { type: "string", default: "" },
    models: { type: "string", default: "" },
    json: { type: "string" },
  },
});
const seconds = positive("seconds");
const quota = quotaOf(positive("window") * 1_000);
const contenders = CONTENDERS.filter(({ name }) => isWanted(name, flags.only));
const scenarios = SCENARIOS.filter(({ name }) => isWanted(name, flags.models));

const queue = new PQueue({ concurrency: AT_ONCE });
const bouts: Bout[] = [];
for (const scenario of scenarios) {
  const ofScenario = await queue.addAll(
    contenders.map((contender) => () => runBout(scenario, contender, quota, seconds * 1_000)),
  );
  printBouts(scenario, quota, ofScenario);
  bouts.push(...ofScenario);
}
printTotals(
  contenders.map(({ name }) => name),
  bouts,
);
const costs = await measureCosts(contenders);
printCosts(costs);
if (flags.json) {
  const report = { quota, seconds, bouts, costs };
  writeFileSync(flags.json, `${JSON.stringify(report, null, 2)}\n`);
}

/** One after the other. */
async function measureCosts(all: readonly Contender[]): Promise<Costs> {
  const costs: Record<string, number> = {};
  for (const { name } of all) costs[name] = await measureCost(name);
  costs["arc-train, its window of 600 full"] = await measureCost("arc-train", "full");
  return costs;
}

/** The median of several processes: what else the machine does shows in single ones. */
async function measureCost(...args: string[]): Promise<number> {
  const costs: number[] = [];
  for (let i = 0; i < COST_SAMPLES; i += 1) {
    costs.push(Number(await nextMessage(startChild("measure-cost.js", ...args))));
  }
  return costs.sort((a, b) => a - b)[(COST_SAMPLES - 1) / 2] as number;
}

function positive(flag: "seconds" | "window"): number {
  const value = Number(flags[flag]);
  if (!(value > 0)) throw new RangeError(`--${flag} ${flags[flag]}: must be above 0`);
  return value;
}

function isWanted(name: string, list: string): boolean {
  return (
    list === "" || list.split(/[,;] */).some((start) => start !== "" && name.startsWith(start))
  );
}
