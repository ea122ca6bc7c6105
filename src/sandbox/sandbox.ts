import type { Grid } from "../game/frame.ts";
import { type GuestProcess, type NoResult, type Player, startProcess } from "./child/process.ts";
import type { LogEntry, RunResult, SandboxState, Standing, ToSandbox } from "./protocol.ts";

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
  run(code: string, play: Player): Promise<RunResult>;
  readonly keepsake: Keepsake;
  /** Has the next piece of code find this, in place of what was kept. */
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
/** Declarations kept: a prompt lists their names. */
const MAX_KEPT = 60;
/** The longest source of an executable model that is kept. */
const MAX_MODEL = 20_000;

/** Starts its process when it is first needed. */
export function createSandbox({
  keepsake = NOTHING_KEPT,
  deadlineMs = DEADLINE_MS,
  entry = ENTRY,
}: SandboxOptions = {}): Sandbox {
  let { kept, memory, model } = keepsake;
  /** All steps so far, for a process that has to be started again. */
  const told: Extract<ToSandbox, { type: "step" }>[] = [];
  let guest: GuestProcess | undefined;

  const start = (): GuestProcess => {
    const started = startProcess(entry);
    const scripts = Object.values(kept);
    started.send({ type: "load", kept: scripts, memory, ...(model !== undefined && { model }) });
    for (const message of told) started.send(message);
    return started;
  };
  const dismiss = async () => {
    const dismissed = guest;
    guest = undefined;
    await dismissed?.stop();
  };
  const keep = (state: SandboxState) => {
    ({ memory } = state);
    kept = Object.fromEntries(Object.entries(state.kept).slice(-MAX_KEPT));
    const { isAccepted, source = "" } = state.model ?? {};
    if (isAccepted && source.length <= MAX_MODEL) model = source;
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
      if (guest?.isGone) guest = undefined;
      guest ??= start();
      const result = await guest.run(code, deadlineMs, play, keep);
      if (typeof result !== "string" && !result.isSpent) return result;
      await dismiss();
      if (typeof result !== "string") return result;
      return {
        output: "",
        error: ERRORS[result],
        notes: [],
        surprises: [],
        kept,
        memory,
        isSpent: true,
      };
    },
    get keepsake() {
      return { kept, memory, ...(model !== undefined && { model }) };
    },
    restore(keepsake) {
      ({ kept, memory, model } = keepsake);
      void dismiss();
    },
    close: dismiss,
  };
}

const ERRORS: Readonly<Record<NoResult, string>> = {
  killed:
    "it was killed, for it took too long or too much memory; functions, mem and small values are as they were when it last acted, or before it",
  "not started":
    "the sandbox could not start, which is no fault of the code: nothing of it ran; use act lists until it does",
};
