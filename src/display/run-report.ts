import type { ChalkInstance } from "chalk";
import { printable } from "../base/errors.ts";
import type { Incident } from "../limiter/limiter.ts";
import { adviceInAll } from "../stats/advice-figures.ts";
import type { StoredRun } from "../stats/run-table.ts";
import { adviceLine } from "./advice-text.ts";
import { milliseconds } from "./format.ts";
import { limiterReport } from "./limiter-report.ts";
import { summary } from "./summary.ts";

/** Everything that is kept of a run, for `stats`. */
export function runReport(
  run: StoredRun,
  state: string,
  incidents: readonly Incident[],
  chalk: ChalkInstance,
): string {
  const { snapshot, missing, pid, startedAt } = run;
  const advice = adviceInAll(snapshot.games);
  const begun = new Date(startedAt).toISOString();
  return [
    printable(`run ${snapshot.runId}, process ${pid}, begun ${begun}, ${state}`),
    ...(missing.length > 0
      ? [`written by another version, unknown are: ${printable(missing.join(", "))}`]
      : []),
    summary(snapshot, chalk),
    ...(advice ? [printable(adviceLine(advice))] : []),
    ...(snapshot.limiter ? [limiterReport(snapshot.limiter)] : []),
    ...(incidents.length > 0 ? ["latest 429s"] : []),
    ...incidents.map(incidentLine),
  ].join("\n");
}

function incidentLine(incident: Incident): string {
  const { at, lane, retryAfterMs, lastMinute, inFlight, waitMs } = incident;
  const told =
    retryAfterMs === null ? "no Retry-After" : `Retry-After ${milliseconds(retryAfterMs)}`;
  return `  ${new Date(at).toISOString()}  ${printable(lane)}: ${told}, ${lastMinute} in the last minute, ${inFlight} in flight; all waited ${milliseconds(waitMs)}`;
}
