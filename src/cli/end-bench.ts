import { count } from "../base/count.ts";
import { benchSummary } from "../display/bench-summary.ts";
import type { BenchReport } from "../evaluation/bench-report.ts";
import { toSnakeCase } from "../evaluation/json-names.ts";
import type { BenchOutcome } from "../evaluation/run-bench.ts";
import type { BenchFlags } from "./bench-options.ts";
import { EXIT } from "./exit.ts";
import { openTerminal, printJson, type Terminal } from "./terminal.ts";

/**
 * Prints what a bench came to, and on `terminal` what is left to do; returns the exit code: 1 where a
 * play failed or could not begin.
 */
export function endBench(
  report: BenchReport,
  outcome: BenchOutcome,
  flags: BenchFlags,
  terminal: Terminal,
): number {
  if (flags.json) {
    printJson(toSnakeCase({ type: "bench", outcome, ...report }));
  } else if (report.playsDone > 0) {
    const { chalk, isTerminal, stream, print } = openTerminal({
      stderr: false,
      color: flags.color,
    });
    const width = isTerminal ? (stream.columns ?? 80) : Number.POSITIVE_INFINITY;
    print(benchSummary(report, width, chalk));
  }
  const failed = report.plays.filter((play) => play.reason === "error").length;
  const left = report.playsAll - report.playsDone;
  const failures = failed > 0 ? `, ${failed} of them failed` : "";
  if (left + failed > 0) {
    const counts = `${report.playsDone} of ${count(report.playsAll, "play")} done${failures}`;
    terminal.print(`${counts}${howToResume(flags)}`);
  }
  if (outcome === "interrupted") return EXIT.interrupted;
  return left > 0 || failed > 0 ? EXIT.failed : EXIT.done;
}

const howToResume = ({ out }: BenchFlags): string =>
  out === undefined
    ? "; with --out <file> the next bench can be resumed"
    : `; the same command plays the rest, ${out} keeps what is done`;
