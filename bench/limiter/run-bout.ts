import type { Arrival } from "./arrival.ts";
import { nextMessage, startChild } from "./child.ts";
import type { Contender } from "./contenders.ts";
import { BENCH_QUOTA, WORKERS } from "./quota.ts";
import type { Scenario } from "./scenarios.ts";

/** What a server saw of a contender. */
export interface Bout {
  readonly scenario: string;
  readonly contender: string;
  /** Accepted ÷ limit × time, after the first window: what begins full or empty has evened out by then. */
  readonly share: number;
  /** From the very beginning, as `sent` and `mostInSecond` are. */
  readonly refused: number;
  readonly sent: number;
  /** Most arrivals, refused ones included, in any second. */
  readonly mostInSecond: number;
  /** Most and fewest accepted requests of a worker, after the first window. */
  readonly perWorker: { readonly most: number; readonly fewest: number };
}

/** Lets the workers of a contender loose on a server for a window, then measures for `seconds`. */
export async function runBout(
  scenario: Scenario,
  contender: Contender,
  seconds: number,
): Promise<Bout> {
  const measureMs = seconds * 1_000;
  const server = startChild("serve-scenario.js", scenario.name);
  const address = String(await nextMessage(server));
  const runMs = BENCH_QUOTA.windowMs + measureMs;
  const workers = startChild("run-workers.js", contender.name, address, String(runMs));
  const startedMs = Number(await nextMessage(workers));
  const reported = nextMessage(server);
  server.send("report");
  const arrivals = (await reported) as Arrival[];

  const fromMs = startedMs + BENCH_QUOTA.windowMs;
  const measured = arrivals.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + measureMs);
  const accepted = measured.filter(({ isAccepted }) => isAccepted);
  const counts = Array.from({ length: WORKERS }, () => 0);
  for (const { worker } of accepted) counts[worker]! += 1;
  return {
    scenario: scenario.name,
    contender: contender.name,
    share: accepted.length / ((BENCH_QUOTA.limit * measureMs) / BENCH_QUOTA.windowMs),
    refused: arrivals.filter(({ isAccepted }) => !isAccepted).length,
    sent: arrivals.length,
    mostInSecond: mostIn(1_000, arrivals),
    perWorker: { most: Math.max(...counts), fewest: Math.min(...counts) },
  };
}

/** The most arrivals in any (t − spanMs, t]. */
function mostIn(spanMs: number, arrivals: readonly Arrival[]): number {
  const moments = arrivals.map(({ atMs }) => atMs).sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, moment] of moments.entries()) {
    while (moments[first]! <= moment - spanMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
