/**
 * What code of a language model can do to its sandbox: runs random programs, most of them harmful. Exit code 1
 * when one did not end in time, a process grew too large, or a later program did not run.
 */
import { tryPrograms } from "./try-programs.js";

const COUNT = Number(process.argv[2] ?? 1_000);
const SEED = process.argv[3] ?? "programs";
const DEADLINE_MS = Number(process.argv[4] ?? 1_000);
const MAX_RSS = 400e6;

const { programs, outcomes, latestMs, sandboxRss, hostRss, faults } = await tryPrograms(
  COUNT,
  SEED,
  DEADLINE_MS,
  (done) => {
    if (done % 100 === 0) process.stderr.write(`${done} of ${COUNT}\n`);
  },
);
process.stdout.write(
  [
    `${programs} programs: ${[...outcomes].map(([kind, times]) => `${kind} ${times}`).join(", ")}`,
    `latest end: ${latestMs.toFixed(0)} ms after the deadline of ${DEADLINE_MS} ms`,
    `most resident memory: sandbox ${(sandboxRss / 1e6).toFixed(0)} MB, host ${(hostRss / 1e6).toFixed(0)} MB`,
    ...(faults.length === 0 ? ["nothing broke"] : faults),
    "",
  ].join("\n"),
);
if (faults.length > 0 || sandboxRss > MAX_RSS || hostRss > MAX_RSS) process.exitCode = 1;
