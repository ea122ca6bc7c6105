// The worker of a sandbox's process: holds the log of the play, and runs the code of a model in an engine.
import { parentPort } from "node:worker_threads";
import type { Grid } from "../../game/frame.ts";
import { formatGrid } from "../../picture/grid-text.ts";
import type {
  Call,
  FromSandbox,
  LogEntry,
  ModelState,
  SandboxState,
  ToSandbox,
} from "../protocol.ts";
import { rewrite } from "../rewrite.ts";
import { HELPERS } from "./helpers.ts";
import { createMachine } from "./machine.ts";

/** Characters of output that are kept, and of `mem`. */
const MAX_OUTPUT = 12_000;
const MAX_MEMORY = 64 * 1024;
/** Expectations that were not met, as far as they are told apart. */
const MAX_SURPRISES = 20;

const port = parentPort;
if (!port) throw new Error("the worker runs in a process of its own alone");
const send = (message: FromSandbox) => port.postMessage(message);

const log: LogEntry[] = [];
let now: Grid | undefined;
/** The time of the run that is left, and since when it is used up. */
let leftMs = 0;
let sinceMs = 0;
let run: Run | undefined;

interface Run {
  output: string;
  notes: string[];
  surprises: string[];
  kept: Record<string, string>;
  isOver: boolean;
  /** Whether the player was asked to play. */
  isWaiting: boolean;
}

const machine = await createMachine(() => Date.now() - sinceMs > leftMs);

/** Has the engine work; time passes only then. */
function work(task: () => string | undefined): string | undefined {
  sinceMs = Date.now();
  const error = task() ?? machine.settle();
  leftMs -= Date.now() - sinceMs;
  return leftMs < 0 ? "it took too long and was stopped" : error;
}

const pictureOf = (index: number, which: string): Grid | undefined => {
  if (which === "now") return now;
  const entry = log[index];
  if (which === "before") return entry?.before ?? undefined;
  return which === "after" ? entry?.after : entry?.between[Number(which)];
};

for (const [name, helper] of Object.entries(HELPERS)) machine.expose(name, helper);
machine.expose("$picture", (index = "", which = "") => {
  const grid = pictureOf(Number(index), which);
  return grid && formatGrid(grid);
});
machine.expose("$print", (text = "") => {
  if (run && run.output.length < MAX_OUTPUT) run.output += `${text}\n`;
  return undefined;
});
machine.expose("$note", (text = "") => {
  run?.notes.push(text);
  return undefined;
});
machine.expose("$surprise", (text = "") => {
  if (run && run.surprises.length < MAX_SURPRISES) run.surprises.push(text);
  return undefined;
});
machine.expose("$call", (text = "") => {
  if (run) run.isWaiting = true;
  send({ type: "call", call: JSON.parse(text) as Call, state: stateOf(run?.kept ?? {}) });
  return undefined;
});
machine.expose("$ended", (error = "") => {
  if (run) run.isOver = true;
  if (error) lastError = error;
  return undefined;
});
machine.expose("$state", (memory = "", model = "") => {
  state = { memory, model };
  return undefined;
});
let lastError: string | undefined;
let state = { memory: "{}", model: "" };

leftMs = 10_000;
const failure = work(() => machine.load("main.js"));
if (failure !== undefined) throw new Error(`the guest library: ${failure}`);

/** What outlives the code as it is now. */
function stateOf(kept: Readonly<Record<string, string>>): SandboxState {
  const failed = machine.evaluate("$tellState()", "guest");
  return {
    kept,
    memory: failed === undefined && state.memory.length <= MAX_MEMORY ? state.memory : "{}",
    ...(state.model !== "" && { model: JSON.parse(state.model) as ModelState }),
  };
}

const asScript = (text: string) => JSON.stringify(text);

function start(code: string): string | undefined {
  const { declarations, body, kept } = rewrite(code);
  if (run) run.kept = Object.fromEntries(kept);
  return (
    machine.evaluate(declarations, "script") ??
    machine.evaluate(`$run(async () => {${body}\n})`, "script")
  );
}

/** Tells the outcome once the code has ended, or can't go on. */
function conclude(error: string | undefined): void {
  if (!run || (run.isWaiting && error === undefined)) return;
  const { output, notes, surprises, kept, isOver } = run;
  const why = error ?? lastError ?? (isOver ? undefined : "it awaits what never comes");
  run = undefined;
  lastError = undefined;
  leftMs = 1_000;
  sinceMs = Date.now();
  send({
    type: "ran",
    output: output.slice(0, MAX_OUTPUT),
    ...(why !== undefined && { error: why }),
    notes,
    surprises,
    ...stateOf(kept),
  });
}

const handlers: { [T in ToSandbox["type"]]: (message: Extract<ToSandbox, { type: T }>) => void } = {
  load({ kept, memory }) {
    leftMs = 5_000;
    // What does not load any more is left out; the model is told what there is.
    for (const source of kept) work(() => machine.evaluate(source, "script"));
    work(() => machine.evaluate(`$remember(${asScript(memory)})`, "guest"));
  },
  step({ entry, now: grid, standing }) {
    now = grid;
    if (entry) log.push(entry);
    const told = entry && {
      action: entry.action,
      level: entry.level,
      levelUp: entry.levelUp,
      died: entry.died,
      hasBefore: entry.before !== null,
      between: entry.between.length,
    };
    leftMs = Math.max(leftMs, 1_000);
    work(() =>
      machine.evaluate(`$learn(${asScript(JSON.stringify({ entry: told, standing }))})`, "guest"),
    );
  },
  run({ code, deadlineMs }) {
    run = { output: "", notes: [], surprises: [], kept: {}, isOver: false, isWaiting: false };
    leftMs = deadlineMs;
    conclude(work(() => attempt(() => start(code))));
  },
  played({ played }) {
    if (run) run.isWaiting = false;
    conclude(work(() => machine.evaluate(`$played(${asScript(JSON.stringify(played))})`, "guest")));
  },
};

/** The text of what a task throws. */
function attempt(task: () => string | undefined): string | undefined {
  try {
    return task();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

port.on("message", (message: ToSandbox) => {
  (handlers[message.type] as (message: ToSandbox) => void)(message);
});
send({ type: "ready" });
