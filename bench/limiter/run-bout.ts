import type { Arrival } from "./arrival.ts";
import { nextMessage, startChild } from "./child.ts";
import type { Contender } from "./contenders.ts";
import { mostInSecond } from "./most-in-second.ts";
import { type Quota, WORKERS } from "./quota.ts";
import type { WorkReport } from "./run-workers.ts";
import type { Scenario } from "./scenarios.ts";

/** What a server saw of a contender. */
export interface Bout {
  readonly scenario: string;
  readonly contender: string;
  /** Accepted ÷ limit × time, after the first window: what begins full or empty has evened out by then. */
  readonly share: number;
  /**
   * The share ÷ that of the effective limit. A request counts at the server from an unknown moment
   * between its sending and its reply, so nobody can promise to draw no 429 above
   * limit × window ÷ (window + mean time under way), here as measured in this bout.
   */
  readonly ofEffective: number;
  /** From the very beginning, as `sent` and `mostInSecond` are. */
  readonly refused: number;
  readonly sent: number;
  /** Most in any second, refused ones included: the network bunches what was sent evenly. */
  readonly mostInSecond: { readonly sent: number; readonly arrived: number };
  /** Most and fewest accepted requests of a worker, after the first window. */
  readonly perWorker: { readonly most: number; readonly fewest: number };
}

/** Lets the workers of a contender loose on a server for a window, then measures for `measureMs`. */
export async function runBout(
  scenario: Scenario,
  contender: Contender,
  quota: Quota,
  measureMs: number,
): Promise<Bout> {
  const { limit, windowMs } = quota;
  const server = startChild("serve-scenario.js", scenario.name, `${windowMs}`);
  const address = String(await nextMessage(server));
  const runMs = windowMs + measureMs;
  const workers = startChild("run-workers.js", contender.name, address, `${windowMs}`, `${runMs}`);
  const report = (await nextMessage(workers)) as WorkReport;
  const { startedMs, meanUnderWayMs } = report;
  const reported = nextMessage(server);
  server.send("report");
  const arrivals = (await reported) as Arrival[];

  const fromMs = startedMs + windowMs;
  const measured = arrivals.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + measureMs);
  const accepted = measured.filter(({ isAccepted }) => isAccepted);
  const counts = Array.from({ length: WORKERS }, () => 0);
  for (const { worker } of accepted) counts[worker]! += 1;
  const share = accepted.length / ((limit * measureMs) / windowMs);
  return {
    scenario: scenario.name,
    contender: contender.name,
    share,
    ofEffective: (share * (windowMs + meanUnderWayMs)) / windowMs,
    refused: arrivals.filter(({ isAccepted }) => !isAccepted).length,
    sent: arrivals.length,
    mostInSecond: {
      sent: report.mostInSecond,
      arrived: mostInSecond(arrivals.map(({ atMs }) => atMs)),
    },
    perWorker: { most: Math.max(...counts), fewest: Math.min(...counts) },
  };
}
