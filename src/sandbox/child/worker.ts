// The worker of a sandbox's process: holds the log of the play, and runs the code of a model in an engine.
import { parentPort } from "node:worker_threads";
import { messageOf } from "../../base/errors.ts";
import type { Captured } from "../guest/capture.ts";
import type { Call, FromSandbox, ModelState, SandboxState, ToSandbox } from "../protocol.ts";
import { rewrite } from "../rewrite.ts";
import { createDeclarations } from "./declarations.ts";
import { HELPERS, writeRows } from "./helpers.ts";
import { createJournal } from "./journal.ts";
import { createMachine, type Outcome } from "./machine.ts";
import { createPlaces } from "./places.ts";
import { createRun, type Run } from "./run.ts";
import { createStopwatch } from "./stopwatch.ts";

/** Milliseconds to take in a step, to load what was kept, and to tell what is to be kept. */
const LEARN_MS = 1_000;
const LOAD_MS = 5_000;
const STATE_MS = 1_000;
/** Milliseconds for the promises that code which was stopped leaves behind. */
const DRAIN_MS = 100;

/** Names that code must not declare: it would lose the sandbox's own, in later code too. */
const RESERVED = new Set(
  "now log level available show diff diffText objects squares timeLeft background find same effects bfs astar note act explore model cruise".split(
    " ",
  ),
);

const port = parentPort;
if (!port) throw new Error("the worker runs in a process of its own alone");
const send = (message: FromSandbox) => port.postMessage(message);

const watch = createStopwatch();
const journal = createJournal();
const places = createPlaces();
const declarations = createDeclarations();
let run: Run | undefined;
let runs = 0;
/** `mem` as it was when it could last be kept. */
let memory = "{}";

watch.set(LOAD_MS);
const machine = await createMachine({
  isOverdue: () => watch.isOverdue,
  library: "main.js",
  functions: {
    ...HELPERS,
    $effects: () => JSON.stringify(journal.effects()),
    $picture(number = "") {
      const picture = journal.picture(Number(number));
      if (!picture) throw new Error("there is no such picture");
      return writeRows(picture);
    },
    $print(text = "") {
      run?.print(text);
      return undefined;
    },
    $note(text = "") {
      run?.note(text);
      return undefined;
    },
    $surprise(text = "") {
      run?.surprise(text);
      return undefined;
    },
    $call(text = "") {
      if (!run) return "the code has ended: nothing more is played";
      if (run.error !== undefined) return "the code has failed: nothing more is played";
      run.call = JSON.parse(text) as Call;
      return undefined;
    },
    $ended(error = "") {
      if (!run) return undefined;
      run.isOver = true;
      if (error !== "") run.fail(places.describe(error, run.file));
      return undefined;
    },
    $leftMs: () => String(Math.max(0, watch.leftMs)),
  },
});

/** Has the engine work on a task of the present run, and on the promises that it settles. */
function work(task: () => Outcome): void {
  const error = watch.measure(() => task().error ?? machine.settle());
  if (watch.isOverdue) run?.fail("it took too long and was stopped");
  else if (error !== undefined) run?.fail(places.describe(error, run.file));
}

function start(code: string, file: string): Outcome {
  try {
    const { declarations: globals, body, declared } = rewrite(code, RESERVED);
    declarations.add(declared);
    places.add(file, code);
    const { error } = machine.evaluate(globals, file);
    return error === undefined
      ? machine.start("run", `(async () => {${body}\n})`, file)
      : { error };
  } catch (error) {
    return { error: `SyntaxError: ${messageOf(error)}` };
  }
}

/** What outlives the code as it is now, and why `mem` does not where it can't. */
function stateNow(): { state: SandboxState; fault: string | undefined } {
  const left = watch.leftMs;
  watch.set(STATE_MS);
  const { value = "{}" } = watch.measure(() =>
    machine.call("state", JSON.stringify(declarations.names)),
  );
  watch.set(left);
  const told = JSON.parse(value) as Partial<Captured> & { readonly model?: ModelState };
  memory = told.memory ?? memory;
  const kept = declarations.scripts(told.values ?? {});
  return { state: { kept, memory, ...(told.model && { model: told.model }) }, fault: told.fault };
}

/** Passes on what the code asks for; tells the outcome once it has ended, or can't go on. */
function goOn(): void {
  if (!run || run.isWaiting) return;
  const { call } = run;
  if (call) {
    run.call = undefined;
    run.isWaiting = true;
    send({ type: "call", call, state: stateNow().state });
    return;
  }
  if (!run.isOver) run.fail("it awaits what never comes");
  const { output, notes, surprises, error } = run;
  run = undefined;
  // Promises of code that was stopped would go on in the next.
  watch.set(DRAIN_MS);
  watch.measure(() => machine.settle());
  const isSpent = machine.hasJobs;
  const { state, fault } = stateNow();
  send({
    type: "ran",
    output: fault === undefined ? output : `${output}NOT KEPT: ${fault}\n`,
    ...(error !== undefined && { error }),
    notes,
    surprises,
    ...state,
    isSpent,
  });
}

/** Evaluates scripts; those that fail come again after the others, which they may need. */
function load(scripts: readonly string[]): void {
  const failed = scripts.filter((script, at) => {
    const file = `kept-${at}`;
    places.add(file, script);
    const { error } = watch.measure(() => machine.evaluate(script, file));
    if (error === undefined) declarations.add(declaredBy(script));
    return error !== undefined;
  });
  if (failed.length > 0 && failed.length < scripts.length) load(failed);
}

function declaredBy(script: string) {
  const { declared } = rewrite(script);
  const [[name, { isFunction }] = ["", { isFunction: false }]] = declared;
  return new Map(name === "" ? [] : [[name, { isFunction, source: script }]]);
}

const handlers: { [T in ToSandbox["type"]]: (message: Extract<ToSandbox, { type: T }>) => void } = {
  load({ kept, memory: json, model }) {
    watch.set(LOAD_MS);
    load(kept);
    memory = json;
    watch.measure(() => machine.call("remember", json));
    if (model !== undefined) watch.measure(() => machine.evaluate(model, "model"));
    send({ type: "ready" });
  },
  step({ entry, now, standing }) {
    const told = journal.add(entry, now, standing);
    const left = watch.leftMs;
    watch.set(LEARN_MS);
    watch.measure(() => machine.call("learn", told));
    watch.set(left);
  },
  run({ code, deadlineMs }) {
    const file = `code-${++runs}`;
    run = createRun(file);
    watch.set(deadlineMs);
    work(() => start(code, file));
    goOn();
  },
  played({ played }) {
    if (run) run.isWaiting = false;
    work(() => machine.call("played", JSON.stringify(played)));
    goOn();
  },
};

port.on("message", (message: ToSandbox) => {
  (handlers[message.type] as (message: ToSandbox) => void)(message);
});
