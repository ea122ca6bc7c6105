/**
 * What odd servers can do to the client, the explorer and its memory: trains on the embedded arcade
 * with most replies mutated on their way in. Exit code 1 when anything broke.
 */
import { tryReplies } from "./try-replies.js";

const COUNT = Number(process.argv[2] ?? 100_000);
const SEED = process.argv[3] ?? "replies";
const SLOWEST_MS = 1_000;
const MAX_RSS = 300e6;

let told = 0;
const found = await tryReplies(COUNT, SEED, (mutated) => {
  if (mutated - told < 5_000) return;
  told = mutated;
  process.stderr.write(`${mutated} of ${COUNT}\n`);
});
const { mutated, replies, trainings, saves, slowestMs, slowestAfter, maxRss, failures, faults } =
  found;
process.stdout.write(
  [
    `${mutated} mutated replies of ${replies}, ${trainings} trainings, memory saved ${saves} times`,
    `failed steps: ${[...failures].map(([code, times]) => `${code} ${times}`).join(", ")}`,
    `most CPU time between two replies: ${slowestMs.toFixed(0)} ms (${JSON.stringify(slowestAfter)})`,
    `most resident memory: ${(maxRss / 1e6).toFixed(0)} MB`,
    ...(faults.length === 0 ? ["nothing broke"] : faults),
    "",
  ].join("\n"),
);
if (faults.length > 0 || slowestMs > SLOWEST_MS || maxRss > MAX_RSS) process.exitCode = 1;
