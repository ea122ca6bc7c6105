import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, openSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../bin/arc-train.js", import.meta.url));

const OWN_DATA = mkdtempSync(join(tmpdir(), "arc-train-user-"));

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of stdout as JSON. */
  readonly events: () => Record<string, unknown>[];
}

export interface CliProcess {
  readonly child: ChildProcess;
  readonly done: Promise<CliRun>;
  /** Resolves with stdout so far once `what` is found in it; rejects when the process ends before. */
  until(what: string | RegExp): Promise<string>;
}

interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** A file that takes stdout instead of `CliRun.stdout`. */
  readonly stdout?: string;
}

/** Starts the command line as its users do: a process, in a directory of its own, without a key. */
export function startCli(
  args: readonly string[],
  { env = {}, cwd = tmpdir(), stdout: file }: CliOptions = {},
): CliProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ARC_|(OPENAI|ANTHROPIC)_API_KEY$|FORCE_COLOR$|(HTTPS?|NO)_PROXY$)/i.test(name),
  );
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    // What is shared by all processes of a user is not this user's here.
    env: { ...Object.fromEntries(inherited), XDG_DATA_HOME: OWN_DATA, ...env },
    stdio: ["ignore", file === undefined ? "pipe" : openSync(file, "w"), "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const watchers = new Set<() => void>();
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    stdout += text;
    for (const watch of watchers) watch();
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const events = () =>
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  const done = new Promise<CliRun>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr, events }));
  });
  return {
    child,
    done,
    until: (what) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          if (stdout.search(what) < 0) return;
          watchers.delete(watch);
          resolve(stdout);
        };
        watchers.add(watch);
        watch();
        done.then(() => reject(new Error(`ended without '${what}': ${stdout} ${stderr}`)));
      }),
  };
}

/** Runs it to its end. */
export const runCli = (args: readonly string[], options?: CliOptions): Promise<CliRun> =>
  startCli(args, options).done;
