import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Grid } from "../game/frame.ts";
import { permissionFlags } from "./permission-flags.ts";
import type {
  Call,
  FromSandbox,
  LogEntry,
  Played,
  RunResult,
  SandboxState,
  Standing,
  ToSandbox,
} from "./protocol.ts";

/** What outlives a process: declarations by name, and `mem` as JSON. */
export interface Keepsake {
  readonly kept: Readonly<Record<string, string>>;
  readonly memory: string;
  /** A script that makes the executable model, where one was accepted. */
  readonly model?: string;
}

export const NOTHING_KEPT: Keepsake = { kept: {}, memory: "{}" };

/** Runs the code of a language model in a process of its own, without files, network or environment. */
export interface Sandbox {
  /** Tells of a step, or without one of how the play stands. */
  learn(entry: LogEntry | null, now: Grid, standing: Standing): void;
  /**
   * Runs a piece of code, one at a time; `play` answers its calls. Never rejects: code that fails, hangs or
   * kills its process is told as an error, and the next one finds what was kept.
   */
  run(code: string, play: (call: Call) => Promise<Played>): Promise<RunResult>;
  readonly keepsake: Keepsake;
  /** Finds this kept by the next piece of code, in place of what was. */
  restore(keepsake: Keepsake): void;
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly keepsake?: Keepsake;
  /** Computing time of a piece of code; what it waits for its actions does not count. */
  readonly deadlineMs?: number;
  /** The compiled `child/main.js`. */
  readonly entry?: URL;
}

/** Run from its sources, as tests are, it takes the compiled process. */
const ENTRY = new URL(
  import.meta.url.endsWith(".ts") ? "../../dist/sandbox/child/main.js" : "./child/main.js",
  import.meta.url,
);

const DEADLINE_MS = 20_000;
/** So much later a process that did not stop by itself is killed. */
const KILL_AFTER_MS = 2_000;
/** Declarations kept, and the length of one: a prompt lists their names. */
const MAX_KEPT = 60;
const MAX_SOURCE = 20_000;

/** Starts its process when it is first needed. */
export function createSandbox({
  keepsake = NOTHING_KEPT,
  deadlineMs = DEADLINE_MS,
  entry = ENTRY,
}: SandboxOptions = {}): Sandbox {
  let { kept, memory, model } = keepsake;
  /** All steps so far, for a process that has to be started again. */
  const told: Extract<ToSandbox, { type: "step" }>[] = [];
  let guest: Guest | undefined;

  const start = (): Guest => {
    const started = startGuest(entry);
    started.send({
      type: "load",
      kept: [...Object.values(kept), ...(model ? [model] : [])],
      memory,
    });
    for (const message of told) started.send(message);
    return started;
  };

  const keep = (state: SandboxState) => {
    memory = state.memory;
    if (state.model?.isAccepted && state.model.source.length <= MAX_SOURCE) {
      model = state.model.source;
    }
    kept = Object.fromEntries(
      Object.entries({ ...kept, ...state.kept })
        .filter(([, source]) => source.length <= MAX_SOURCE)
        .slice(-MAX_KEPT),
    );
  };

  return {
    learn(step, now, standing) {
      const message = { type: "step", entry: step, now, standing } as const;
      // Only the last message without a step tells anything.
      if (told.at(-1)?.entry === null) told.pop();
      told.push(message);
      guest?.send(message);
    },
    async run(code, play) {
      guest ??= start();
      const result = await guest.run(code, deadlineMs, play, keep);
      if (guest?.isGone) guest = undefined;
      return result;
    },
    get keepsake() {
      return { kept, memory, ...(model !== undefined && { model }) };
    },
    restore(keepsake) {
      ({ kept, memory, model } = keepsake);
      void guest?.stop();
      guest = undefined;
    },
    async close() {
      await guest?.stop();
      guest = undefined;
    },
  };
}

/** A process that runs code. */
interface Guest {
  readonly isGone: boolean;
  send(message: ToSandbox): void;
  /** `keep` is told what is to outlive the code, with each call and at the end. */
  run(
    code: string,
    deadlineMs: number,
    play: (call: Call) => Promise<Played>,
    keep: (state: SandboxState) => void,
  ): Promise<RunResult>;
  stop(): Promise<void>;
}

function startGuest(entry: URL): Guest {
  const directory = mkdtempSync(join(tmpdir(), "arc-train-sandbox-"));
  const child: ChildProcess = fork(fileURLToPath(entry), [], {
    cwd: directory,
    env: {},
    execArgv: permissionFlags(entry),
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
  let isGone = false;
  let isReady = false;
  child.on("message", ({ type }: FromSandbox) => {
    if (type === "ready") isReady = true;
  });
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      isGone = true;
      rmSync(directory, { recursive: true, force: true });
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  // A process must not keep the program alive that has nothing else to do.
  child.unref();
  child.channel?.unref();

  const send = (message: ToSandbox) => {
    if (!isGone && child.connected) child.send(message, () => undefined);
  };
  return {
    get isGone() {
      return isGone;
    },
    send,
    run: (code, deadlineMs, play, keep) =>
      new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const kill = () => child.kill("SIGKILL");
        const watch = () => {
          clearTimeout(timer);
          timer = setTimeout(kill, deadlineMs + KILL_AFTER_MS);
        };
        const finish = (result: RunResult) => {
          clearTimeout(timer);
          child.off("message", hear);
          resolve(result);
        };
        const hear = (message: FromSandbox) => {
          if (message.type === "ran") {
            const result = checked(message);
            keep(result);
            finish(result);
          }
          if (message.type !== "call") return;
          clearTimeout(timer);
          keep(checkedState(message.state));
          play(message.call).then(
            (played) => {
              watch();
              send({ type: "played", played });
            },
            (error) => finish(failed(String(error))),
          );
        };
        child.on("message", hear);
        child.channel?.ref();
        void gone.then(() => finish(failed(isReady ? KILLED : NOT_STARTED)));
        watch();
        send({ type: "run", code, deadlineMs });
      }),
    async stop() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** What comes from a sandbox is data of a stranger: texts are taken as texts, and nothing else. */
const checked = (result: RunResult): RunResult => ({
  output: String(result.output),
  ...(result.error !== undefined && { error: String(result.error) }),
  notes: Array.isArray(result.notes) ? result.notes.map(String) : [],
  surprises: Array.isArray(result.surprises) ? result.surprises.map(String) : [],
  ...checkedState(result),
});

const checkedState = ({ kept, memory, model }: SandboxState): SandboxState => ({
  kept: Object.fromEntries(
    Object.entries(kept ?? {}).map(([name, source]) => [name, String(source)]),
  ),
  memory: String(memory),
  ...(model && {
    model: {
      isAccepted: model.isAccepted === true,
      hits: Number(model.hits) || 0,
      steps: Number(model.steps) || 0,
      source: String(model.source),
    },
  }),
});

const KILLED = "it had to be killed: it took too long, or too much memory";
const NOT_STARTED =
  "the sandbox could not start, which is no fault of the code: nothing of it ran; use act lists until it does";

const failed = (error: string): RunResult => ({
  output: "",
  error,
  notes: [],
  surprises: [],
  kept: {},
  memory: "{}",
});
