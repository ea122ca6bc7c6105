import { readdirSync, readFileSync } from "node:fs";
import { createRandom } from "../dist/base/random.js";
import type { LogEntry } from "../dist/sandbox/protocol.js";
import { createSandbox } from "../dist/sandbox/sandbox.js";
import { randomProgram } from "./random-program.js";

/** What came of many random programs. */
export interface ProgramFindings {
  readonly programs: number;
  /** Programs by their outcome. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** The longest time past the deadline, in milliseconds. */
  readonly latestMs: number;
  /** The most resident memory of a sandbox's process, and of this one, in bytes; 0 where the system does not tell. */
  readonly sandboxRss: number;
  readonly hostRss: number;
  /** Programs that did not end as they must. */
  readonly faults: readonly string[];
}

/** A program must have ended so long after its deadline, on a machine that has time for it. */
const GRACE_MS = 2_000;
const LOOK_EVERY_MS = 50;

/** Runs so many random programs, one after the other in one sandbox. */
export async function tryPrograms(
  count: number,
  seed: string,
  deadlineMs: number,
  tell: (programs: number) => void = () => undefined,
  graceMs = GRACE_MS,
): Promise<ProgramFindings> {
  const random = createRandom(seed);
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  let [latestMs, sandboxRss] = [0, 0];
  const sandbox = createSandbox({ deadlineMs });
  const step = createGame((entry) => sandbox.learn(entry, entry.after, STANDING));
  sandbox.learn(null, pictureOf(0), STANDING);
  const play = async () => {
    step();
    return { taken: 1 };
  };
  const look = setInterval(() => {
    sandboxRss = Math.max(sandboxRss, ...childrenRss());
  }, LOOK_EVERY_MS);
  let isFresh = true;
  for (let at = 0; at < count; at++) {
    const code = randomProgram(random.fork(String(at)));
    // A process that has to be started is not the program's time.
    if (isFresh) await sandbox.run("0", play);
    const since = performance.now();
    const { error, isSpent } = await sandbox.run(code, play);
    const late = performance.now() - since - deadlineMs;
    sandboxRss = Math.max(sandboxRss, ...childrenRss());
    latestMs = Math.max(latestMs, late);
    if (late > graceMs) faults.push(`${at}: ${late.toFixed(0)} ms after its deadline\n${code}`);
    const kind = kindOf(error);
    outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    isFresh = isSpent;
    // What it broke of its own is mended by a new process; the next program must find a whole one.
    if (!isFresh && (await sandbox.run("1 + 1", play)).output !== "2\n") {
      await sandbox.close();
      isFresh = true;
    }
    if (isFresh && (await sandbox.run("1 + 1", play)).output !== "2\n") {
      faults.push(`${at}: the next program does not run\n${code}`);
    }
    tell(at + 1);
  }
  clearInterval(look);
  await sandbox.close();
  const hostRss = process.memoryUsage().rss;
  return { programs: count, outcomes, latestMs, sandboxRss, hostRss, faults };
}

const STANDING = { level: 1, available: ["1", "2", "3", "6"] };

const pictureOf = (at: number) => {
  const cells = new Uint8Array(64 * 64);
  cells[at % cells.length] = 9;
  return { width: 64, height: 64, cells };
};

/** A game in which a dot walks. */
function createGame(tell: (entry: LogEntry) => void): () => void {
  let at = 0;
  return () => {
    at += 1;
    const change = { before: pictureOf(at - 1), after: pictureOf(at), between: [] };
    tell({ action: "1", ...change, level: 1, levelUp: false, died: false });
  };
}

const kindOf = (error: string | undefined): string =>
  error === undefined
    ? "ended"
    : (/too long|killed|never comes|memory|stack overflow/.exec(error)?.[0] ?? "failed");

/** Resident memory of this process' children, where the system tells. */
function childrenRss(): number[] {
  try {
    const tasks = readdirSync("/proc/self/task");
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, "utf8").trim().split(" ").filter(Boolean),
    );
    return children.map((pid) => {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      return 1024 * Number(peak?.[1] ?? 0);
    });
  } catch {
    return [];
  }
}
