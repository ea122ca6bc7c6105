import { readFileSync } from "node:fs";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSHandle,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";

/** Bytes that the code may use, and of its stack. */
const MEMORY = 64 * 1024 * 1024;
const STACK = 256 * 1024;

/** Longer texts do not leave the engine. */
const MAX_TEXT = 200_000;

/** A QuickJS engine: nothing goes in or out but texts. */
export interface Machine {
  /** Evaluates a script; returns the error's text, or undefined. */
  evaluate(code: string, file: string): string | undefined;
  /** Evaluates a module of the guest library, and those it imports. */
  load(module: string): string | undefined;
  /** Runs the jobs of settled promises; returns the error's text, or undefined. */
  settle(): string | undefined;
  /** Gives the guest a function of texts. What it throws is an error in the guest. */
  expose(name: string, call: (...texts: string[]) => string | undefined): void;
}

/** Starts an engine. `isOverdue` is asked while code runs; true ends it. */
export async function createMachine(isOverdue: () => boolean): Promise<Machine> {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant as unknown as QuickJSSyncVariant);
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(MEMORY);
  runtime.setMaxStackSize(STACK);
  runtime.setInterruptHandler(isOverdue);
  const guest = new URL("../guest/", import.meta.url);
  runtime.setModuleLoader((name) => readFileSync(new URL(name, guest), "utf8"));
  const context = runtime.newContext();

  const told = (error: QuickJSHandle): string => {
    const dumped: unknown = context.dump(error);
    error.dispose();
    return describe(dumped);
  };
  const evaluate = (code: string, file: string, type: "module" | "global") => {
    const result = context.evalCode(code, file, { type });
    if (result.error) return told(result.error);
    result.value.dispose();
    return undefined;
  };

  return {
    evaluate: (code, file) => evaluate(code, file, "global"),
    load(module) {
      const error = evaluate(`import "./${module}";`, "guest", "module");
      runtime.removeModuleLoader();
      return error;
    },
    settle() {
      const result = runtime.executePendingJobs();
      if (result.error) return told(result.error);
      return undefined;
    },
    expose(name, call) {
      const handle = context.newFunction(name, (...args) => {
        const texts = args.map((arg) => context.getString(arg));
        if (texts.some(({ length }) => length > MAX_TEXT)) {
          throw new Error(`a text of more than ${MAX_TEXT} characters`);
        }
        const result = call(...texts);
        return result === undefined ? context.undefined : context.newString(result);
      });
      context.setProp(context.global, name, handle);
      handle.dispose();
    },
  };
}

/** An error of the guest in one line, with the line of the script. */
function describe(error: unknown): string {
  if (typeof error !== "object" || error === null) return String(error);
  const { name = "Error", message = "", stack = "" } = error as Record<string, unknown>;
  const place = /script:(\d+)/.exec(String(stack))?.[1];
  const at = place === undefined ? "" : ` (line ${place})`;
  return `${name}: ${message}${at}`.replaceAll(/\s+/g, " ").slice(0, 500);
}
