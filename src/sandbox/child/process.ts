import { type ChildProcess, fork } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { permissionFlags } from "../permission-flags.ts";
import type { Call, FromSandbox, Played, RunResult, SandboxState, ToSandbox } from "../protocol.ts";
import { checkCall, checkResult, checkState } from "./check.ts";

/** So much after its deadline a process that did not stop by itself is killed: it is gone within two seconds. */
const KILL_AFTER_MS = 1_000;
/** How long a process may take to start, on a busy machine. */
const START_MS = 60_000;

/** A process that runs code. */
export interface GuestProcess {
  readonly isGone: boolean;
  send(message: ToSandbox): void;
  /** `keep` is told what is to outlive the code, with each call and at the end. */
  run(
    code: string,
    deadlineMs: number,
    play: Player,
    keep: (state: SandboxState) => void,
  ): Promise<RunResult | NoResult>;
  stop(): Promise<void>;
}

/** The process had to be killed, or died; or it never came to run anything. */
export type NoResult = "killed" | "not started";

/** Plays what code asks for. */
export type Player = (call: Call) => Promise<Played>;

/** Starts a process. `entry`: the compiled `child/main.js`. */
export function startProcess(entry: URL): GuestProcess {
  const file = fileURLToPath(entry);
  const child: ChildProcess = fork(file, [], {
    // A folder that it can read; it can write nowhere.
    cwd: dirname(file),
    env: {},
    execArgv: permissionFlags(entry),
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
  let isGone = false;
  let isReady = false;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      isGone = true;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  const ready = new Promise<void>((resolve) => {
    const hear = ({ type }: FromSandbox) => {
      if (type !== "ready") return;
      child.off("message", hear);
      isReady = true;
      resolve();
    };
    child.on("message", hear);
  });
  // A process must not keep the program alive that has nothing else to do.
  child.unref();
  child.channel?.unref();
  const kill = () => {
    // Its end is waited for, then.
    child.ref();
    child.kill("SIGKILL");
  };
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
        let leftMs = deadlineMs + KILL_AFTER_MS;
        let since = 0;
        let timer = setTimeout(kill, START_MS);
        let isPlaying = false;
        // The clock stops while it waits for its actions.
        const stopClock = () => {
          clearTimeout(timer);
          leftMs -= performance.now() - since;
        };
        const goOn = (message: ToSandbox) => {
          since = performance.now();
          timer = setTimeout(kill, Math.max(0, leftMs));
          send(message);
        };
        const finish = (result: RunResult | NoResult) => {
          clearTimeout(timer);
          child.off("message", hear);
          child.channel?.unref();
          child.unref();
          resolve(result);
        };
        const hear = (message: FromSandbox) => {
          if (message.type === "ran") {
            const result = checkResult(message);
            if (result) keep(result);
            finish(result ?? "killed");
          }
          if (message.type !== "call" || isPlaying) return;
          isPlaying = true;
          const state = checkState(message.state);
          if (state) keep(state);
          stopClock();
          answer(message.call, play).then((played) => {
            isPlaying = false;
            if (played) goOn({ type: "played", played });
            else kill();
          });
        };
        child.on("message", hear);
        child.channel?.ref();
        // Once it is killed its end is awaited, though the channel is closed.
        child.ref();
        void gone.then(() => finish(isReady ? "killed" : "not started"));
        void ready.then(() => {
          clearTimeout(timer);
          if (!isGone) goOn({ type: "run", code, deadlineMs });
        });
      }),
    async stop() {
      kill();
      await gone;
    },
  };
}

/** What a player answers to a call; undefined where it fails: then nobody waits for the code any more. */
async function answer(given: unknown, play: Player): Promise<Played | undefined> {
  const call = checkCall(given);
  if (typeof call === "string") return { taken: 0, stop: call };
  try {
    return await play(call);
  } catch {
    return undefined;
  }
}
