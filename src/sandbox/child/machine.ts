import { readFileSync } from "node:fs";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";

/** Bytes that the code may use, and of its stack. */
const MEMORY = 96 * 1024 * 1024;
const STACK = 256 * 1024;

/** Longer texts do not leave the engine. */
const MAX_TEXT = 200_000;

/** Jobs of promises between two looks at the time. */
const JOBS_AT_ONCE = 100;

/** The outcome of work in the engine: what it returned, where that is a text, or what it threw. */
export interface Outcome {
  readonly value?: string;
  readonly error?: string;
}

/** A QuickJS engine: nothing goes in or out but texts. */
export interface Machine {
  /** Evaluates a script. */
  evaluate(code: string, file: string): Outcome;
  /** Evaluates an expression of a function, and hands that to a function of the guest library. */
  start(name: string, expression: string, file: string): Outcome;
  /** Calls a function of the guest library. */
  call(name: string, ...texts: string[]): Outcome;
  /** Runs the jobs of settled promises, until there are none or it is overdue; returns the first error's text. */
  settle(): string | undefined;
  readonly hasJobs: boolean;
}

export interface MachineOptions {
  /** Asked while code runs; true ends it. */
  isOverdue(): boolean;
  /** Functions for the guest library; code never sees them. What they throw is an error in the guest. */
  readonly functions: Readonly<Record<string, (...texts: string[]) => string | undefined>>;
  /** The module of the guest library. It leaves its functions, of which `tell` puts an error into words, in `$guest`. */
  readonly library: string;
}

/** Starts an engine. Rejects where the guest library does not load. */
export async function createMachine(options: MachineOptions): Promise<Machine> {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(MEMORY);
  runtime.setMaxStackSize(STACK);
  runtime.setInterruptHandler(options.isOverdue);
  const folder = new URL("../guest/", import.meta.url);
  let isLoaded = false;
  runtime.setModuleLoader(
    (name) => readFileSync(new URL(name, folder), "utf8"),
    (from, name) => {
      // Asked for modules that are there already, too: the library's own would hand out the host's functions.
      if (isLoaded) throw new Error("there are no modules to import");
      return new URL(name, `library:/${from}`).pathname.slice(1);
    },
  );
  const context = runtime.newContext();
  for (const [name, call] of Object.entries(options.functions)) expose(context, name, call);
  const loaded = context.evalCode(`import "./${options.library}";`, "guest", { type: "module" });
  if (loaded.error) throw new Error(`the guest library: ${String(context.dump(loaded.error))}`);
  loaded.value.dispose();
  // From here on code can import nothing, and finds neither the host's functions nor those the host calls.
  isLoaded = true;
  const guest = context.getProp(context.global, "$guest");
  const hidden = [...Object.keys(options.functions), "$guest"];
  context
    .unwrapResult(context.evalCode(hidden.map((name) => `delete ${name};`).join("")))
    .dispose();

  /** A text of what was thrown. The guest's own function says it: that may fail as any code of the guest. */
  const told = (error: QuickJSHandle): string => {
    const tell = context.getProp(guest, "tell");
    const result = context.callFunction(tell, context.undefined, error);
    tell.dispose();
    error.dispose();
    const handle = result.error ?? result.value;
    const text = result.error ? undefined : textOf(context, handle);
    handle.dispose();
    return text ?? "it failed, and can't say why";
  };
  const outcomeOf = (result: ReturnType<QuickJSContext["evalCode"]>): Outcome => {
    if (result.error) return { error: told(result.error) };
    const value = textOf(context, result.value);
    result.value.dispose();
    return value === undefined ? {} : { value };
  };
  const callWith = (name: string, handles: QuickJSHandle[]): Outcome => {
    const callee = context.getProp(guest, name);
    const outcome = outcomeOf(context.callFunction(callee, context.undefined, ...handles));
    for (const handle of [callee, ...handles]) handle.dispose();
    return outcome;
  };

  return {
    evaluate: (code, file) => outcomeOf(context.evalCode(code, file, { type: "global" })),
    start(name, expression, file) {
      const made = context.evalCode(expression, file, { type: "global" });
      return made.error ? outcomeOf(made) : callWith(name, [made.value]);
    },
    call: (name, ...texts) =>
      callWith(
        name,
        texts.map((text) => context.newString(text)),
      ),
    settle() {
      let first: string | undefined;
      while (runtime.hasPendingJob() && !options.isOverdue()) {
        const result = runtime.executePendingJobs(JOBS_AT_ONCE);
        if (result.error) first ??= told(result.error);
      }
      return first;
    },
    get hasJobs() {
      return runtime.hasPendingJob();
    },
  };
}

function expose(
  context: QuickJSContext,
  name: string,
  call: (...texts: string[]) => string | undefined,
): void {
  const handle = context.newFunction(name, (...args) => {
    const texts = args.map((arg) => {
      const text = textOf(context, arg);
      if (text === undefined) throw new Error(`a text of at most ${MAX_TEXT} characters is wanted`);
      return text;
    });
    const result = call(...texts);
    return result === undefined ? context.undefined : context.newString(result);
  });
  context.setProp(context.global, name, handle);
  handle.dispose();
}

/** The text of a handle; undefined where it is none, or is too long. Nothing of the guest runs for it. */
function textOf(context: QuickJSContext, handle: QuickJSHandle): string | undefined {
  if (context.typeof(handle) !== "string") return undefined;
  const length = context.getProp(handle, "length").consume((one) => context.getNumber(one));
  return length <= MAX_TEXT ? context.getString(handle) : undefined;
}
