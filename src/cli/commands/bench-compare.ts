import { UsageError } from "../../base/errors.ts";
import { compareReport } from "../../display/compare-report.ts";
import { compare, type Side } from "../../evaluation/compare.ts";
import { toSnakeCase } from "../../evaluation/json-names.ts";
import type { PlayRecord } from "../../evaluation/play-record.ts";
import { readResults } from "../../evaluation/result-file.ts";
import type { CompareFlags } from "../bench-options.ts";
import { EXIT } from "../exit.ts";
import { print, printJson } from "../terminal.ts";

/** `arc-train bench compare`: what two agents differ by, and whether that may be chance. */
export function compareCommand(a: string, b: string | undefined, flags: CompareFlags): number {
  const asked = flags.agent ?? [];
  if (asked.length > 2) throw new UsageError("--agent: two agents are compared, more are named");
  const [one, other] = b === undefined ? splitFile(a, asked) : twoFiles(a, b, asked);
  checkComparable(one, other);
  const comparison = compare(one, other, flags.folds);
  if (comparison === null) {
    throw new UsageError(
      `nothing to compare: ${one.name} and ${other.name} share no game and seed`,
    );
  }
  if (flags.json) printJson(toSnakeCase({ type: "comparison", ...comparison }));
  else print(compareReport(comparison));
  return EXIT.done;
}

function splitFile(file: string, asked: readonly string[]): [Side, Side] {
  const plays = readResults(file);
  const agents = asked.length === 2 ? asked : agentsOf(plays);
  const [one, other] = agents;
  if (agents.length !== 2 || one === undefined || other === undefined) {
    throw new UsageError(
      `${file} holds ${agents.join(", ") || "no plays"}: name two files, or two of its agents by --agent`,
    );
  }
  return [
    { name: one, plays: playsOf(file, plays, one) },
    { name: other, plays: playsOf(file, plays, other) },
  ];
}

function twoFiles(a: string, b: string, asked: readonly string[]): [Side, Side] {
  const [one, other] = [side(a, asked[0]), side(b, asked[1] ?? asked[0])];
  if (one.agent !== other.agent)
    return [
      { ...one, name: one.agent },
      { ...other, name: other.agent },
    ];
  return [
    { ...one, name: `${one.agent} (${a})` },
    { ...other, name: `${other.agent} (${b})` },
  ];
}

function side(file: string, asked: string | undefined) {
  const plays = readResults(file);
  const [agent, another] = asked === undefined ? agentsOf(plays) : [asked];
  if (agent === undefined) throw new UsageError(`${file} holds no plays`);
  if (another !== undefined) {
    throw new UsageError(`${file} holds ${agentsOf(plays).join(", ")}: name one by --agent`);
  }
  return { agent, plays: playsOf(file, plays, agent) };
}

const agentsOf = (plays: readonly PlayRecord[]): string[] => [
  ...new Set(plays.map((play) => play.agent)),
];

function playsOf(file: string, plays: readonly PlayRecord[], agent: string): PlayRecord[] {
  const own = plays.filter((play) => play.agent === agent);
  if (own.length > 0) return own;
  throw new UsageError(`${file} holds no plays of ${agent}, but of ${agentsOf(plays).join(", ")}`);
}

/** At another budget, or after other practice, an agent is not better but more favoured. */
function checkComparable(one: Side, other: Side): void {
  const settings = new Set(
    [...one.plays, ...other.plays].map(
      ({ maxActions, sessions }) => `--max-actions ${maxActions} --sessions ${sessions}`,
    ),
  );
  if (settings.size > 1) {
    throw new UsageError(`the plays do not compare: some have ${[...settings].join(", some ")}`);
  }
}
